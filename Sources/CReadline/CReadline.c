#define _XOPEN_SOURCE 700

#include "CReadline.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <readline/history.h>
#include <readline/readline.h>

// Readline's callbacks are global variables, which Swift 6 forbids touching: they are set here, in C.

static segue_completer completer_of;
static int left_out;
static const char *note_of;
static volatile sig_atomic_t pending, woken;
static void (*raise_flag)(void);

static char **complete(const char *text, int start, int end) {
    (void)text;
    (void)start;
    rl_attempted_completion_over = 1;
    rl_completion_append_character = '\0';  // readline resets it before each call
    return completer_of(rl_line_buffer, end);
}

void segue_list_candidates(int bytes, const char *note) {
    left_out = bytes;
    note_of = note;
}

int segue_columns(const char *text) {
    wchar_t letters[512];
    size_t count = mbstowcs(letters, text, sizeof letters / sizeof *letters);
    int columns = count == (size_t)-1 ? -1 : wcswidth(letters, count);
    return columns < 0 ? (int)strlen(text) : columns;
}

// Lists the candidates without the part of the line that they all keep.
static void show(char **matches, int count, int longest) {
    char **shown = malloc((size_t)(count + 2) * sizeof *shown);
    if (!shown) return;
    longest = 0;
    for (int i = 0; i <= count; i++) {
        size_t length = strlen(matches[i]);
        shown[i] = matches[i] + ((size_t)left_out < length ? (size_t)left_out : length);
        int columns = segue_columns(shown[i]);
        if (i > 0 && columns > longest) longest = columns;
    }
    shown[count + 1] = NULL;
    rl_display_match_list(shown, count, longest);
    if (note_of) fprintf(rl_outstream, "%s\n", note_of);
    rl_forced_update_display();
    free(shown);
}

static void on_continue(int signal) {
    (void)signal;
    woken = 1;
}

// Has SIGINT call us rather than readline, whose own handler forgets on which of several lines the cursor stands.
static void on_interrupt(int signal);

static void take_interrupts(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_interrupt;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
}

// Ends a line that Ctrl-C has given up, below its last row.
static int give_up(void) {
    if (pending == 1) {
        rl_point = rl_end;
        rl_redisplay();
        fputs("^C", rl_outstream);
    }
    // A pager asks again for each of its lines; a paste would ask forever.
    if (pending > 64) return EOF;
    pending++;
    return '\n';
}

// The next byte that is typed. Readline's own function goes on waiting after Ctrl-C; this one answers a newline,
// which ends the line at once. It wakes up now and then, since the signal may come just before it waits.
static int next_byte(FILE *stream) {
    struct pollfd input = {.fd = fileno(stream), .events = POLLIN};
    while (1) {
        take_interrupts();  // readline takes them back when it is woken from a stop
        rl_check_signals();
        if (pending) return give_up();
        if (woken) {
            woken = 0;
            rl_forced_update_display();
        }
        int ready = poll(&input, 1, 200);
        if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
        unsigned char byte;
        ssize_t count = ready < 0 ? -1 : read(input.fd, &byte, 1);
        if (count == 1) return byte;
        if (count == 0 || errno != EINTR) return EOF;
    }
}

void segue_readline_prepare(const char *name, segue_completer completer) {
    rl_readline_name = name;
    completer_of = completer;
    rl_attempted_completion_function = complete;
    rl_sort_completion_matches = 0;
    // Where a Tab brings no letter, it lists at once. A person's own inputrc comes later, and wins.
    rl_variable_bind("show-all-if-unmodified", "on");
    rl_completer_quote_characters = "";
    rl_basic_word_break_characters = "";
    rl_completer_word_break_characters = "";
    rl_completion_display_matches_hook = show;
    rl_catch_signals = 1;  // readline puts the terminal right, then on_interrupt or the default acts
    if (!isatty(STDOUT_FILENO)) rl_outstream = stderr;  // standard output is for results
    rl_getc_function = next_byte;
    // Back from a stop, the line is shown again.
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_continue;
    action.sa_flags = SA_RESTART;
    sigaction(SIGCONT, &action, NULL);
    using_history();
    stifle_history(10000);
}

char *segue_readline(const char *prompt, int *interrupted) {
    static int is_ready;
    pending = woken = 0;
    // The window may have changed while a statement ran.
    if (is_ready) rl_reset_screen_size();
    is_ready = 1;
    char *line = readline(prompt);
    *interrupted = pending != 0;
    pending = 0;
    return line;
}

void segue_history_add(const char *text) { add_history(text); }

static void on_interrupt(int signal) {
    (void)signal;
    pending = 1;
    if (raise_flag) raise_flag();
}

void segue_on_interrupt(void (*raise)(void)) {
    raise_flag = raise;
    take_interrupts();
}
