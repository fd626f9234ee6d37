#define _GNU_SOURCE

#include "CGuard.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

// LMDB reads its file as memory and believes what it says: where that is wrong, the system stops the process. The last
// words are ready beforehand, and only what a signal handler may call is called.

static char last_words[4096];
static size_t length;
static volatile sig_atomic_t status, is_armed;
static struct sigaction before[3];
static const int signals[3] = {SIGSEGV, SIGBUS, SIGABRT};

void segue_guard_contradiction(void) {
    if (!is_armed) return;
    for (size_t done = 0; done < length;) {
        ssize_t count = write(STDERR_FILENO, last_words + done, length - done);
        if (count <= 0) break;
        done += (size_t)count;
    }
    _exit(status);
}

// What a line of /proc/self/maps is about.
struct mapping {
    uintptr_t start, end;
    char path[512];
};

struct lines {
    int file;
    char bytes[4096];
    ssize_t count, place;
};

static int next_byte(struct lines *lines) {
    if (lines->place == lines->count) {
        lines->count = read(lines->file, lines->bytes, sizeof lines->bytes);
        lines->place = 0;
        if (lines->count <= 0) return -1;
    }
    return (unsigned char)lines->bytes[lines->place++];
}

static uintptr_t hexadecimal(struct lines *lines, int *last) {
    uintptr_t number = 0;
    while (1) {
        int byte = next_byte(lines);
        int digit = byte >= '0' && byte <= '9' ? byte - '0' : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
        *last = byte;
        if (digit < 0) return number;
        number = number << 4 | (uintptr_t)digit;
    }
}

// Reads one line: two addresses, and at its end a path where it has one.
static int next_mapping(struct lines *lines, struct mapping *mapping) {
    int byte;
    mapping->start = hexadecimal(lines, &byte);
    if (byte < 0) return 0;
    mapping->end = hexadecimal(lines, &byte);
    size_t used = 0;
    while (byte >= 0 && byte != '\n') {
        if (byte == '/' || used > 0) {
            if (used + 1 < sizeof mapping->path) mapping->path[used++] = (char)byte;
        }
        byte = next_byte(lines);
    }
    mapping->path[used] = 0;
    return 1;
}

static int ends_with(const char *path, const char *end) {
    size_t size = strlen(path), rest = strlen(end);
    return size >= rest && memcmp(path + size - rest, end, rest) == 0;
}

static uintptr_t instruction(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.pc;
#else
    return 0;
#endif
}

static const uintptr_t *stack(const ucontext_t *context) {
#if defined(__x86_64__)
    return (const uintptr_t *)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    return (const uintptr_t *)context->uc_mcontext.sp;
#else
    return NULL;
#endif
}

// How far up the stack LMDB is looked for, in words: past what memmove or abort themselves keep there.
enum { deep = 160 };

// Whether the fault is at an address within a database's file, or came from LMDB or what that called: the C library.
static int is_of_database(uintptr_t address, const ucontext_t *context) {
    struct lines lines = {.file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)};
    if (lines.file < 0) return 0;
    struct mapping mapping;
    uintptr_t at = instruction(context);
    const uintptr_t *words = stack(context);
    int in_file = 0, in_library = 0, in_c = 0, is_called = 0;
    while (next_mapping(&lines, &mapping)) {
        if (ends_with(mapping.path, "/data.mdb") && address >= mapping.start && address < mapping.end) in_file = 1;
        int holds = at >= mapping.start && at < mapping.end;
        if (strstr(mapping.path, "/libc.so") || strstr(mapping.path, "/libc-")) in_c |= holds;
        if (!strstr(mapping.path, "/liblmdb")) continue;
        in_library |= holds;
        for (int i = 0; words && i < deep; i++) is_called |= words[i] >= mapping.start && words[i] < mapping.end;
    }
    close(lines.file);
    return in_file || in_library || (in_c && is_called);
}

static void on_fault(int number, siginfo_t *about, void *context) {
    uintptr_t address = number == SIGABRT ? 0 : (uintptr_t)about->si_addr;
    // Another process may send a signal too: that is no fault.
    int is_fault = number == SIGABRT || about->si_code > 0;
    if (is_fault && is_of_database(address, context)) segue_guard_contradiction();
    // A fault of our own: it happens again, and is told as ever.
    for (int i = 0; i < 3; i++) {
        if (signals[i] == number) sigaction(number, &before[i], NULL);
    }
    if (number == SIGABRT || !is_fault) raise(number);
}

static void take_signals(void) {
    static char own_stack[1 << 16];
    stack_t place = {.ss_sp = own_stack, .ss_size = sizeof own_stack};
    sigaltstack(&place, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < 3; i++) sigaction(signals[i], &action, &before[i]);
}

void segue_guard_database(const char *words, int ends_with_status) {
    int is_first = !is_armed;
    is_armed = 0;
    length = strnlen(words, sizeof last_words);
    memcpy(last_words, words, length);
    status = ends_with_status;
    is_armed = 1;
    if (is_first) take_signals();
}
