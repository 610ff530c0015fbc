import type { LibraryHandle } from 'koffi';

/** What names a communicator, a kind of numbers or an operation: a number in MPICH, an address in Open MPI. */
export type Handle = number | bigint;

export type Constant = 'world' | 'float' | 'double' | 'int' | 'byte' | 'sum' | 'errorsReturn';

/** What the C header of a family of MPI libraries says, and its shared library does not. */
export interface Family {
  readonly handleType: 'int' | 'void *';
  readonly inPlace: bigint;
  readonly statusIgnore: bigint;
  readonly anySource: number;
  constant(name: Constant, library: LibraryHandle): Handle;
}

const symbols: Readonly<Record<Constant, string>> = {
  world: 'ompi_mpi_comm_world',
  float: 'ompi_mpi_float',
  double: 'ompi_mpi_double',
  int: 'ompi_mpi_int',
  byte: 'ompi_mpi_byte',
  sum: 'ompi_mpi_op_sum',
  errorsReturn: 'ompi_mpi_errors_return',
};

/** Open MPI 4 and 5, and what is made of it. */
const openMpi: Family = {
  handleType: 'void *',
  inPlace: 1n,
  statusIgnore: 0n,
  anySource: -1,
  constant: (name, library) => library.symbol(symbols[name]) as bigint,
};

const numbers: Readonly<Record<Constant, number>> = {
  world: 0x44000000,
  float: 0x4c00040a,
  double: 0x4c00080b,
  int: 0x4c000405,
  byte: 0x4c00010d,
  sum: 0x58000003,
  errorsReturn: 0x54000001,
};

/** MPICH 3 and 4, and those that have agreed to be compatible with it, such as Intel MPI, MVAPICH and Cray MPICH. */
const mpich: Family = {
  handleType: 'int',
  inPlace: -1n,
  statusIgnore: 1n,
  anySource: -2,
  constant: (name) => numbers[name],
};

/** @param version what `MPI_Get_library_version` says */
export function familyOf(version: string): Family | undefined {
  if (/Open MPI|Spectrum MPI/i.test(version)) return openMpi;
  return /MPICH|MVAPICH|Intel\(R\) MPI/i.test(version) ? mpich : undefined;
}
