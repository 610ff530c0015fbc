import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type RunningProcess, runningProcesses } from './running-processes.js';

/** Hosts in one machine, each with a name, a network and an address of its own. */
export interface Hosts {
  /** What is to stand before a command for the first of them to run it, in a folder. */
  onFirst(folder: string): readonly [string, ...string[]];
  /** Options with which `mpirun` of Open MPI, on the first host, starts a rank on each, which talk over TCP. */
  readonly mpirunOptions: readonly string[];
  /** From now on nothing comes from a host to the others, or to it. */
  cutOff(host: number): void;
  /** What runs on them since they were made. */
  running(): readonly RunningProcess[];
}

const ownProcesses = ['--pid', '--fork', '--kill-child', '--mount-proc'] as const;
const newNetwork = ['--net', ...ownProcesses] as const;
const device = 'eth0';

/** Why there can be no hosts here, for the name of a test that is left out; nothing if there can. */
export function whyNoHosts(): string {
  if (process.platform !== 'linux') return ' (left out: only Linux has network namespaces)';
  if (process.getuid?.() !== 0) return ' (left out: only root makes network namespaces)';
  try {
    run('unshare', ...newNetwork, 'sh', '-c', 'ip link add lan type bridge && ip link add port type veth && unshare --net --uts true');
    return '';
  } catch {
    return ' (left out: network namespaces are not permitted, or the package iproute2 is missing)';
  }
}

/**
 * Makes hosts that go when the test is over. Each is a process in namespaces of its own, which waits for the end of its standard input:
 * so the system ends them, with their network and all that runs on them, even if the test is killed.
 */
export async function makeHosts(count: number): Promise<Hosts> {
  const network = await startWaiting(['unshare', ...newNetwork], 'ip link add lan type bridge && ip link set lan up && echo made');
  const folder = mkdtempSync(join(tmpdir(), 'tidegate-hosts-'));
  onTestFinished(async () => {
    await network.end();
    rmSync(folder, { recursive: true });
  });
  const ancestor = lastDescendant(network.pid);
  const within = (...options: string[]) => ['nsenter', '--target', ancestor, '--pid', '--mount', ...options] as const;
  const hosts: Host[] = [];
  for (let number = 0; number < count; number++) {
    // The first one sees the processes of the others, since it is to start some there; these see but their own.
    const namespaces = ['--net', '--uts', ...(number === 0 ? [] : ownProcesses)];
    const made = await startWaiting([...within(), 'unshare', ...namespaces], `hostname host-${number} && echo made`);
    const process = lastDescendant(made.pid);
    const pid = numberAmong(process);
    const onNetwork = (...command: string[]) => run(...within('--net'), ...command);
    const onHost = (...command: string[]) => run(...within(), 'nsenter', '--target', pid, '--net', ...command);
    const address = `10.0.0.${number + 1}`;
    onNetwork('ip', 'link', 'add', `port-${number}`, 'type', 'veth', 'peer', 'name', device, 'netns', pid);
    onNetwork('ip', 'link', 'set', `port-${number}`, 'master', 'lan', 'up');
    onHost('ip', 'address', 'add', `${address}/24`, 'dev', device);
    for (const one of ['lo', device]) onHost('ip', 'link', 'set', one, 'up');
    hosts.push({ pid, address, namespace: readlinkSync(`/proc/${process}/ns/pid`) });
  }
  const remoteShell = join(folder, 'remote-shell');
  writeFileSync(remoteShell, remoteShellTo(hosts), { mode: 0o755 });
  const processes = () => runningProcesses().filter((one) => hosts.some(({ namespace }) => namespace === one.namespace));
  const own = new Set(processes().map(({ pid }) => pid));
  return {
    onFirst: (cwd) => [...within(`--wd=${cwd}`), 'nsenter', '--target', hosts[0]?.pid ?? '', '--net', '--uts'],
    mpirunOptions: [
      ...['--host', hosts.map(({ address }) => `${address}:1`).join(',')],
      // Each host takes all processors for its own, and would bind its rank to the same one.
      ...['--bind-to', 'none', '--mca', 'plm_rsh_agent', remoteShell, '--mca', 'btl', 'self,tcp'],
      ...['--mca', 'btl_tcp_if_include', device, '--mca', 'oob_tcp_if_include', device],
      // Hosts of another test have the same names and process numbers.
      ...['--mca', 'orte_tmpdir_base', folder],
    ],
    cutOff: (host) => void run(...within('--net'), 'ip', 'link', 'set', `port-${host}`, 'down'),
    running: () => processes().filter(({ pid }) => !own.has(pid)),
  };
}

interface Host {
  /** Its first process, as the first host knows it. */
  readonly pid: string;
  readonly address: string;
  /** Of the numbers of its processes. */
  readonly namespace: string;
}

/** A process that says one line, and then waits until it is told to end. */
async function startWaiting([program, ...args]: readonly string[], script: string) {
  const child = spawn(program as string, [...args, 'sh', '-c', `${script} && exec cat`], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)]);
  if (!said) throw new Error(`${program} ${args.join(' ')}: it has ended`);
  return {
    pid: child.pid as number,
    said: String(said[0]).trim(),
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}

/** The child of a child of a process, and so on; each has but one. */
function lastDescendant(pid: number): string {
  const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return child === '' ? String(pid) : lastDescendant(Number(child));
}

/** The number of a process among those of the first host, whose numbers stand behind those of this machine. */
function numberAmong(pid: string): string {
  return /^NSpid:\s+\d+\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
}

/** What `mpirun` calls in the place of ssh: the address of a host, and a command for it. */
function remoteShellTo(hosts: readonly Host[]): string {
  const cases = hosts.map(({ pid, address }) => `${address}) pid=${pid} ;;`);
  const enter = 'exec nsenter --target "$pid" --net --uts --pid --mount -- sh -c "$*"';
  return ['#!/bin/sh', 'case $1 in', ...cases, 'esac', 'shift', enter, ''].join('\n');
}

function run(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' });
}
