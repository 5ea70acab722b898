# Say in one line what is missing, and how to get it.
missing() {
  echo "$1" >&2
  exit 1
}

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
  missing "Python 3.11 or newer is missing: https://www.python.org/downloads/"
python3 -c 'import ensurepip, venv' 2>/dev/null ||
  missing "Python's venv module is missing: apt-get install python3-venv"
command -v git >/dev/null ||
  missing "git is missing: https://git-scm.com/downloads"
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null ||
  missing "Node 20.19 or newer is missing: https://nodejs.org/en/download"
command -v npm >/dev/null ||
  missing "npm is missing: it comes with Node, https://nodejs.org/en/download"
