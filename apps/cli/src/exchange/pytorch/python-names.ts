/** Words that Python does not take for a name. */
const keywords = `
  and as assert async await break class continue def del elif else except false finally for from global if import in is lambda none
  nonlocal not or pass raise return true try while with yield
`;

/** Modules of Python itself, of all versions from 3.9 on: one of the same name beside a program hides them from all that it imports. */
const standard = `
  abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins
  bz2 calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser
  contextlib contextvars copy copyreg cprofile crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils
  doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc
  genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib
  inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap
  modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev
  pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile
  pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors
  shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat
  statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios
  textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing
  unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile
  zipimport zlib zoneinfo
`;

/** What PyTorch and safetensors are, and import where it is there. */
const installed = `
  cuda filelock fsspec functorch jinja2 markupsafe mpmath networkx numpy nvidia onnx opt_einsum optree packaging pandas
  pkg_resources psutil requests safetensors scipy setuptools sympy torch torchgen torchvision tqdm triton typing_extensions yaml
`;

// Some file systems do not tell capitals from small letters.
const taken = new Set([keywords, standard, installed].flatMap((names) => names.trim().split(/\s+/)));

/** The name of a module that Python can import, made of any text; it hides no module that PyTorch needs. */
export function moduleNameOf(text: string): string {
  const name = text.replace(/\W/g, '_').replace(/^(?=\d|$)/, '_');
  return taken.has(name.toLowerCase()) ? `${name}_model` : name;
}
