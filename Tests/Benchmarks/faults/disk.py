"""A disk as a power cut leaves it: what was synced is there, of the rest some."""

import os

SECTOR = 512


class File:
    """A file's bytes on the disk, and what has been written since and may or may not get there."""

    def __init__(self, content=b""):
        self.durable = bytearray(content)
        self.pending = []

    def change(self, offset, content, is_synced=False):
        """A write, which may be on the disk when it comes back; no content is a cut to the length of `offset`."""
        if is_synced:
            apply(self.durable, offset, content)
        else:
            self.pending.append((offset, content))

    def sync(self):
        for change in self.pending:
            apply(self.durable, *change)
        self.pending = []

    def after_cut(self, draw):
        """The bytes after a power cut: any of the changes got there, some in part."""
        content = bytearray(self.durable)
        share = draw.choice([0, 0.5, 1])
        for offset, written in self.pending:
            if draw.random() >= share:
                continue
            if written is None or draw.random() < 0.7:
                apply(content, offset, written)
                continue
            start = offset
            while start < offset + len(written):  # a sector is there or not
                end = min((start // SECTOR + 1) * SECTOR, offset + len(written))
                if draw.random() < 0.5:
                    apply(content, start, written[start - offset : end - offset])
                start = end
        return content


def apply(content, offset, written):
    if written is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(written)] = written


class Folder:
    """A folder's names on the disk, and those that came and went since: the disk learns of them in their order."""

    def __init__(self):
        self.durable = {}
        self.now = {}
        self.pending = []

    def change(self, names):
        """Gives names to files and folders, or, by None, takes them away, in one step."""
        self.pending.append(names)
        rename(self.now, names)

    def sync(self):
        self.durable = dict(self.now)
        self.pending = []

    def after_cut(self, draw):
        names = dict(self.durable)
        for change in self.pending[: draw.randint(0, len(self.pending))]:
            rename(names, change)
        return names


def rename(names, change):
    for name, thing in change.items():
        if thing is None:
            names.pop(name, None)
        else:
            names[name] = thing


class Disk:
    """All below one folder: at first as it stands there, all of it on the disk."""

    # Files that say nothing about a graph, and whose bytes are not to outlive a process.
    LOCKS = ("lock.mdb", "writer.lock")

    def __init__(self, root):
        self.root = root
        self.top = self.read(root)

    def read(self, path):
        if not os.path.isdir(path):
            with open(path, "rb") as file:
                return File(file.read())
        folder = Folder()
        for name in sorted(os.listdir(path)):
            folder.now[name] = self.read(os.path.join(path, name))
        folder.sync()
        return folder

    def find(self, path):
        thing = self.top
        for name in filter(None, path[len(self.root) :].split("/")):
            thing = thing.now.get(name) if isinstance(thing, Folder) else None
        return thing

    def parent(self, path):
        folder, _, name = path.rpartition("/")
        return self.find(folder), name

    def take(self, event):
        """What a call of the program does to the disk."""
        if event.what == "write":
            file = self.find(event.path)
            if isinstance(file, File):
                file.change(event.offset, event.content, event.is_synced)
        elif event.what == "cut" and isinstance(self.find(event.path), File):
            self.find(event.path).change(event.offset, None)
        elif event.what in ("file", "folder"):
            folder, name = self.parent(event.path)
            folder.change({name: File() if event.what == "file" else Folder()})
        elif event.what == "unlink":
            folder, name = self.parent(event.path)
            folder.change({name: None})
        elif event.what == "rename":
            (source, old), (target, new) = self.parent(event.path), self.parent(event.other)
            thing = source.now[old]
            if source is target:
                source.change({old: None, new: thing})
            else:
                target.change({new: thing})
                source.change({old: None})
        elif event.what == "sync" and self.find(event.path):
            self.find(event.path).sync()

    def unsynced(self, thing=None, path=""):
        """The paths of all that a power cut now could take away."""
        thing = thing or self.top
        if isinstance(thing, File):
            return [path] if thing.pending and os.path.basename(path) not in self.LOCKS else []
        names = {name for change in thing.pending for name in change if name not in self.LOCKS}
        found = [f"the name {path}/{name}" for name in sorted(names)]
        for name, below in thing.now.items():
            found += self.unsynced(below, f"{path}/{name}")
        return found

    def write(self, path, draw, thing=None):
        """Writes what is there after a power cut into a new folder."""
        thing = thing or self.top
        if isinstance(thing, File):
            with open(path, "wb") as file:
                file.write(thing.after_cut(draw))
            return
        os.mkdir(path)
        for name, below in thing.after_cut(draw).items():
            if name not in self.LOCKS:
                self.write(os.path.join(path, name), draw, below)


class Event:
    """One call of the program, as the shim has logged it."""

    def __init__(self, line, content):
        self.what, self.path, self.other, offset, _, synced = line.split("\t")
        self.offset = int(offset)
        self.content = content
        self.is_synced = synced == "1"


def events(path):
    """The calls of a log, in their order."""
    with open(path, "rb") as file:
        log = file.read()
    found, start = [], 0
    while start < len(log):
        end = log.index(b"\n", start)
        line = log[start:end].decode()
        size = int(line.split("\t")[4])
        found.append(Event(line, log[end + 1 : end + 1 + size]))
        start = end + 1 + size
    return found
