"""The cases of `tidegate bench` in PyTorch: the same networks on batches of the same shapes."""
import torch
from torch import nn
from torch.nn import functional


class Adder(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(2, 20, num_layers=2, batch_first=True)
        self.dense = nn.Linear(20, 1, bias=False)

    def forward(self, inputs):
        return torch.sigmoid(self.dense(self.lstm(inputs)[0])).squeeze(-1)


class TextRNN(nn.Module):
    """Reads the outputs at the last position."""

    def __init__(self, vocabulary, size, classes):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, size)
        self.lstm = nn.LSTM(size, size, batch_first=True, bidirectional=True)
        self.dense = nn.Linear(2 * size, classes)

    def forward(self, ids):
        return self.dense(self.lstm(self.embedding(ids))[0][:, -1])


class RCNN(nn.Module):
    def __init__(self, vocabulary, embedding_size, units, filters):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding_size)
        self.lstm = nn.LSTM(embedding_size, units, batch_first=True, bidirectional=True)
        self.convolutions = nn.ModuleList(nn.Conv1d(embedding_size + 2 * units, filters, width) for width in range(1, 5))
        self.dense = nn.Linear(8 * filters, 1)

    def forward(self, ids):
        vectors = self.embedding(ids)
        both = torch.cat([vectors, self.lstm(vectors)[0]], -1).transpose(1, 2)
        activations = [functional.relu(convolution(both)) for convolution in self.convolutions]
        pooled = [each.mean(-1) for each in activations] + [each.amax(-1) for each in activations]
        return self.dense(torch.cat(pooled, -1)).squeeze(-1)


class CharacterLanguageModel(nn.Module):
    def __init__(self, vocabulary, size, cell):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, size)
        self.recurrent = cell(size, size, num_layers=2, batch_first=True)
        self.dense = nn.Linear(size, vocabulary)

    def forward(self, ids):
        return self.dense(self.recurrent(self.embedding(ids))[0]).flatten(0, 1)


def bits(*shape):
    return torch.randint(0, 2, shape).float()


def text_rnn(vocabulary, time, batch, learning_rate):
    ids, classes = torch.randint(0, vocabulary, (batch, time)), torch.randint(0, 10, (batch,))
    return TextRNN(vocabulary, 100, 10), functional.cross_entropy, ids, classes, learning_rate, 1e-4


def character_language_model(cell, time=50):
    ids, next_ids = torch.randint(0, 65, (50, time)), torch.randint(0, 65, (50, time)).flatten()
    return CharacterLanguageModel(65, 128, cell), functional.cross_entropy, ids, next_ids, 2e-3, 0


# Each gives the network, the loss, inputs, targets, the learning rate, and the coefficient of the L2 penalty on all parameters.
CASES = {
    'adder': lambda: (Adder(), functional.mse_loss, bits(64, 8, 2), bits(64, 8), 1e-3, 0),
    'textrnn-seed': lambda: text_rnn(10_000, 5, 8, 1e-2),
    'textrnn': lambda: text_rnn(20_000, 100, 64, 1e-3),
    'rcnn': lambda: (
        RCNN(5_000, 50, 128, 128),
        functional.binary_cross_entropy_with_logits,
        torch.randint(0, 5_000, (32, 400)),
        bits(32),
        1e-3,
        0,
    ),
    'charlm-lstm': lambda: character_language_model(nn.LSTM),
    'charlm-gru': lambda: character_language_model(nn.GRU),
    'charlm-rnn': lambda: character_language_model(nn.RNN),
    'charlm-lstm-20': lambda: character_language_model(nn.LSTM, time=20),
}


def make_step(case, device):
    """A function that makes one whole training step and reads its loss; the batch stays on the device."""
    model, loss_of, inputs, targets, learning_rate, l2 = CASES[case]()
    model, inputs, targets = model.to(device), inputs.to(device), targets.to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model(inputs), targets)
        if l2:
            loss = loss + l2 * sum((parameter * parameter).sum() / 2 for parameter in model.parameters())
        loss.backward()
        optimizer.step()
        return loss.item()

    return step
