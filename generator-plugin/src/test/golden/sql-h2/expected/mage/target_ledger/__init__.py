"""Runs target-ledger as a destination of Mage, with the arguments and the standard streams that Mage gives."""
import os
import shutil
import sys

NAME = 'target-ledger'
VARIABLE = 'TARGET_LEDGER_LAUNCHER'


def launcher():
    """The connector's launcher: named by a variable, beside this folder as it is shipped or built, or on the PATH."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    root = os.path.join(os.path.dirname(os.path.realpath(__file__)), os.pardir, os.pardir)
    for folder in (root, os.path.join(root, 'target')):
        candidate = os.path.join(folder, NAME)
        if os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return candidate
    return shutil.which(NAME)


def main():
    command = launcher()
    if command is None:
        sys.stderr.write(
            'LAUNCHER_NOT_FOUND: %s is not on the PATH; set %s to the launcher that the connector came with\n'
            % (NAME, VARIABLE))
        sys.exit(2)
    os.execv(command, [command] + sys.argv[1:])


if __name__ == '__main__':
    main()
