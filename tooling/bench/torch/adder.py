"""The adder preset: two LSTM layers of 20 units read two numbers of 8 bits, and a dense unit tells the bits of the sum."""
import torch
from torch import nn

BATCH, BITS, UNITS = 64, 8, 20


def bits(numbers):
    """[batch] to [batch, bits], the least significant first."""
    return ((numbers[:, None] >> torch.arange(BITS)) & 1).float()


def make_step():
    lstm = nn.LSTM(2, UNITS, num_layers=2, batch_first=True)
    dense = nn.Linear(UNITS, 1, bias=False)
    optimizer = torch.optim.Adam([*lstm.parameters(), *dense.parameters()], lr=1e-3)

    def step():
        first, second = torch.randint(0, 2 ** (BITS - 1), (2, BATCH))
        inputs = torch.stack([bits(first), bits(second)], -1)
        predictions = torch.sigmoid(dense(lstm(inputs)[0])).squeeze(-1)
        loss = nn.functional.mse_loss(predictions, bits(first + second))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step
