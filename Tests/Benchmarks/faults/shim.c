// Stands between a program and the calls by which it changes files (LD_PRELOAD): counts, logs, breaks or ends them.
//   FAULTS_ROOT   only what is done to files below this folder counts
//   FAULTS_LOG    a file to which each such call is written, with its bytes, and what goes to standard output and error
//   FAULTS_AT     the number of a call, from 1, and FAULTS_DO what befalls it:
//                 before, amid, after: the process is killed before it, in the middle of it, after it
//                 full: from it on nothing finds room; short: the same, after half of it was written
//                 broken: it fails once, as on a disk that is dying
//   FAULTS_COUNT  a file that says at the end how many such calls there were
//   FAULTS_CLOCK  seconds by which the clock is wrong, with `~` before them now ahead and now behind
//   FAULTS_MAP    the largest size of an LMDB file
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static atomic_long calls;
static long fatal = -1;
static const char *fate = "", *root, *count_file;
static int log_file = -1;


static void end(void) {
    if (!count_file) return;
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
    int file = (int)syscall(SYS_openat, AT_FDCWD, count_file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    syscall(SYS_write, file, text, length);
    syscall(SYS_close, file);
}

__attribute__((constructor)) static void begin(void) {
    root = getenv("FAULTS_ROOT");
    count_file = getenv("FAULTS_COUNT");
    if (getenv("FAULTS_AT")) fatal = atol(getenv("FAULTS_AT"));
    if (getenv("FAULTS_DO")) fate = getenv("FAULTS_DO");
    const char *log = getenv("FAULTS_LOG");
    if (log) log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    // The program may end by exit() alone.
    atexit(end);
}

// The path of an open file below the root; NULL of another.
static const char *path_of(int file, char *buffer) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    if (length <= 0 || !root) return NULL;
    buffer[length] = 0;
    return strncmp(buffer, root, strlen(root)) ? NULL : buffer;
}

// A path as the system sees it; NULL where it is not below the root.
static const char *whole(int folder, const char *path, char *buffer) {
    if (!path || !root) return NULL;
    char here[PATH_MAX], parent[PATH_MAX], joined[2 * PATH_MAX];
    if (*path == '/') {
        snprintf(joined, sizeof joined, "%s", path);
    } else if (folder == AT_FDCWD) {
        snprintf(joined, sizeof joined, "%s/%s", getcwd(here, sizeof here), path);
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, here, sizeof here - 1);
        if (length <= 0) return NULL;
        here[length] = 0;
        snprintf(joined, sizeof joined, "%s/%s", here, path);
    }
    while (strlen(joined) > 1 && joined[strlen(joined) - 1] == '/') joined[strlen(joined) - 1] = 0;
    char *name = strrchr(joined, '/');
    *name = 0;
    if (!realpath(*joined ? joined : "/", parent)) return NULL;
    if (snprintf(buffer, PATH_MAX, "%s/%s", parent, name + 1) >= PATH_MAX) return NULL;
    return strncmp(buffer, root, strlen(root)) ? NULL : buffer;
}

// Writes one call to the log: a line, then the bytes.
static void tell(const char *what, const char *path, const char *other, long offset, const struct iovec *parts, int count,
                 size_t size, int synced) {
    if (log_file < 0) return;
    char line[3 * PATH_MAX];
    struct iovec all[1025];
    size_t rest = size;
    int used = 1;
    for (int i = 0; i < count && rest > 0 && used < 1025; i++, used++) {
        all[used] = parts[i];
        if (all[used].iov_len > rest) all[used].iov_len = rest;
        rest -= all[used].iov_len;
    }
    int length = snprintf(line, sizeof line, "%s\t%s\t%s\t%ld\t%zu\t%d\n", what, path, other ? other : "", offset, size, synced);
    all[0] = (struct iovec){line, (size_t)length};
    syscall(SYS_writev, log_file, all, used);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    while (1) pause();
}

enum verdict { go, half, refused, broken };

// What befalls a call that changes a file.
static enum verdict judge(int writes) {
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (fatal < 0 || number < fatal) return go;
    if (!strcmp(fate, "full") || !strcmp(fate, "short"))
        return !writes ? go : number == fatal && !strcmp(fate, "short") ? half : refused;
    if (number != fatal) return go;
    if (!strcmp(fate, "broken")) return broken;
    if (!strcmp(fate, "before") || (!strcmp(fate, "amid") && !writes)) die();
    return !strcmp(fate, "amid") ? half : go;
}

// What follows it.
static void after(void) {
    if (!strcmp(fate, "amid") || (!strcmp(fate, "after") && atomic_load(&calls) == fatal)) {
        if (atomic_load(&calls) >= fatal && fatal > 0) die();
    }
}

#define FAILS(writes)                                                  \
    enum verdict verdict = judge(writes);                              \
    if (verdict == refused) { errno = ENOSPC; return -1; }             \
    if (verdict == broken) { errno = EIO; return -1; }

static int is_synced(int file) { return fcntl(file, F_GETFL) & O_DSYNC ? 1 : 0; }

static ssize_t put(const char *name, int file, const struct iovec *parts, int count, off_t offset) {
    char buffer[PATH_MAX];
    const char *path = path_of(file, buffer);
    size_t size = 0;
    for (int i = 0; i < count; i++) size += parts[i].iov_len;
    (void)name;
    if (!path) {
        ssize_t done = offset < 0 ? syscall(SYS_writev, file, parts, count)
                                  : syscall(SYS_pwritev, file, parts, count, offset, 0);
        if ((file == 1 || file == 2) && done > 0) tell("say", file == 1 ? "out" : "err", NULL, 0, parts, count, (size_t)done, 0);
        return done;
    }
    if ((file == 1 || file == 2)) {  // results that go to a file below the root are still only said
        ssize_t done = syscall(SYS_writev, file, parts, count);
        if (done > 0) tell("say", file == 1 ? "out" : "err", NULL, 0, parts, count, (size_t)done, 0);
        return done;
    }
    FAILS(1)
    struct iovec cut[1024];
    if (verdict == half && count <= 1024) {
        size_t rest = size / 2;
        memcpy(cut, parts, sizeof *parts * (size_t)count);
        for (int i = 0; i < count; i++) {
            if (cut[i].iov_len > rest) cut[i].iov_len = rest;
            rest -= cut[i].iov_len;
        }
        parts = cut;
    }
    ssize_t done = offset < 0 ? syscall(SYS_writev, file, parts, count)
                              : syscall(SYS_pwritev, file, parts, count, offset, 0);
    if (done >= 0)
        tell("write", path, NULL, offset < 0 ? (long)lseek(file, 0, SEEK_CUR) - done : (long)offset, parts, count,
             (size_t)done, is_synced(file));
    after();
    return done;
}

ssize_t write(int file, const void *bytes, size_t size) {
    struct iovec part = {(void *)bytes, size};
    return put("write", file, &part, 1, -1);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    struct iovec part = {(void *)bytes, size};
    return put("pwrite", file, &part, 1, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) { return pwrite(file, bytes, size, offset); }
ssize_t writev(int file, const struct iovec *parts, int count) { return put("writev", file, parts, count, -1); }
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
    return put("pwritev", file, parts, count, offset);
}
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset) {
    return put("pwritev", file, parts, count, offset);
}

// Bytes that the system itself moves into a file: logged as they stand there afterwards.
static void tell_moved(int file, off_t offset, ssize_t size) {
    char buffer[PATH_MAX], bytes[1 << 16];
    const char *path = path_of(file, buffer);
    if (!path || log_file < 0) return;
    while (size > 0) {
        int reader = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
        ssize_t got = pread(reader, bytes, (size_t)size < sizeof bytes ? (size_t)size : sizeof bytes, offset);
        syscall(SYS_close, reader);
        if (got <= 0) return;
        struct iovec part = {bytes, (size_t)got};
        tell("write", path, NULL, (long)offset, &part, 1, (size_t)got, is_synced(file));
        offset += got, size -= got;
    }
}

ssize_t sendfile(int out, int in, off_t *offset, size_t size) {
    char buffer[PATH_MAX];
    if (!path_of(out, buffer)) return syscall(SYS_sendfile, out, in, offset, size);
    FAILS(1)
    ssize_t done = syscall(SYS_sendfile, out, in, offset, verdict == half ? size / 2 : size);
    if (done > 0) tell_moved(out, lseek(out, 0, SEEK_CUR) - done, done);
    after();
    return done;
}
ssize_t sendfile64(int out, int in, off64_t *offset, size_t size) { return sendfile(out, in, (off_t *)offset, size); }

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
    char buffer[PATH_MAX];
    if (!path_of(out, buffer)) return syscall(SYS_copy_file_range, in, from, out, to, size, flags);
    FAILS(1)
    ssize_t done = syscall(SYS_copy_file_range, in, from, out, to, verdict == half ? size / 2 : size, flags);
    if (done > 0) tell_moved(out, (to ? *to : lseek(out, 0, SEEK_CUR)) - done, done);
    after();
    return done;
}

#define ON_FILE(what, writes, offset, call)                            \
    char buffer[PATH_MAX];                                             \
    const char *path = path_of(file, buffer);                          \
    if (!path) return (call);                                          \
    FAILS(writes)                                                      \
    int done = (int)(call);                                            \
    if (done == 0) tell(what, path, NULL, offset, NULL, 0, 0, 0);      \
    after();                                                           \
    return done;

int fsync(int file) { ON_FILE("sync", 0, 0, syscall(SYS_fsync, file)) }
int fdatasync(int file) { ON_FILE("sync", 0, 0, syscall(SYS_fdatasync, file)) }
int ftruncate(int file, off_t length) { ON_FILE("cut", 0, length, syscall(SYS_ftruncate, file, length)) }
int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

#define ON_PATH(what, writes, folder, name, second, other, call)       \
    char buffer[PATH_MAX], rest[PATH_MAX];                             \
    const char *path = whole(folder, name, buffer);                    \
    const char *target = whole(second, other, rest);                   \
    if (!path) return (call);                                          \
    FAILS(writes)                                                      \
    int done = (int)(call);                                            \
    if (done == 0) tell(what, path, target, 0, NULL, 0, 0, 0);         \
    after();                                                           \
    return done;

int rename(const char *from, const char *to) {
    ON_PATH("rename", 0, AT_FDCWD, from, AT_FDCWD, to, syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0))
}
int renameat(int one, const char *from, int two, const char *to) {
    ON_PATH("rename", 0, one, from, two, to, syscall(SYS_renameat2, one, from, two, to, 0))
}
int renameat2(int one, const char *from, int two, const char *to, unsigned flags) {
    ON_PATH("rename", 0, one, from, two, to, syscall(SYS_renameat2, one, from, two, to, flags))
}
int unlink(const char *name) { ON_PATH("unlink", 0, AT_FDCWD, name, 0, NULL, syscall(SYS_unlinkat, AT_FDCWD, name, 0)) }
int unlinkat(int folder, const char *name, int flags) {
    ON_PATH("unlink", 0, folder, name, 0, NULL, syscall(SYS_unlinkat, folder, name, flags))
}
int rmdir(const char *name) { ON_PATH("unlink", 0, AT_FDCWD, name, 0, NULL, syscall(SYS_unlinkat, AT_FDCWD, name, AT_REMOVEDIR)) }
int mkdir(const char *name, mode_t mode) { ON_PATH("folder", 1, AT_FDCWD, name, 0, NULL, syscall(SYS_mkdirat, AT_FDCWD, name, mode)) }
int mkdirat(int folder, const char *name, mode_t mode) {
    ON_PATH("folder", 1, folder, name, 0, NULL, syscall(SYS_mkdirat, folder, name, mode))
}

// Opening counts only where it makes or empties a file.
static int opened(int folder, const char *name, int flags, mode_t mode) {
    char buffer[PATH_MAX];
    const char *path = flags & (O_CREAT | O_TRUNC) ? whole(folder, name, buffer) : NULL;
    struct stat before;
    int is_there = path && syscall(SYS_newfstatat, AT_FDCWD, path, &before, 0) == 0;
    if (!path || (is_there && !(flags & O_TRUNC))) return (int)syscall(SYS_openat, folder, name, flags, mode);
    FAILS(!is_there)
    int done = (int)syscall(SYS_openat, folder, name, flags, mode);
    if (done >= 0) tell(is_there ? "cut" : "file", path, NULL, 0, NULL, 0, 0, 0);
    after();
    return done;
}

#define MODE(flags)                                                    \
    mode_t mode = 0;                                                   \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                           \
        va_list rest;                                                  \
        va_start(rest, flags);                                         \
        mode = va_arg(rest, mode_t);                                   \
        va_end(rest);                                                  \
    }
int open(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE(flags) return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE(flags) return opened(folder, name, flags, mode); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

static long wrong(void) {
    static atomic_long turns;
    const char *clock = getenv("FAULTS_CLOCK");
    if (!clock) return 0;
    if (*clock != '~') return atol(clock);
    return atomic_fetch_add(&turns, 1) % 2 ? -atol(clock + 1) : atol(clock + 1);
}
int clock_gettime(clockid_t clock, struct timespec *time) {
    int done = (int)syscall(SYS_clock_gettime, clock, time);
    if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += wrong();
    return done;
}
int gettimeofday(struct timeval *time, void *zone) {
    (void)zone;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *time = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}
time_t time(time_t *result) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (result) *result = now.tv_sec;
    return now.tv_sec;
}

int mdb_env_set_mapsize(void *environment, size_t size) {
    static int (*set)(void *, size_t);
    if (!set) set = (int (*)(void *, size_t))dlsym(RTLD_NEXT, "mdb_env_set_mapsize");
    const char *map = getenv("FAULTS_MAP");
    return set(environment, map ? (size_t)atol(map) : size);
}
