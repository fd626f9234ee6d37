#pragma once

/// The candidate of number `index` for the word between `start` and `end` of `line`, from malloc; NULL after the last.
typedef char *(*segue_candidate)(const char *line, int start, int end, int index);

/// Readies line editing for the program called `name`.
void segue_readline_prepare(const char *name, segue_candidate candidate);

/// Has listed candidates leave out their first `bytes` bytes: the part of the line that stays.
void segue_show_from(int bytes);

/// Reads a line, from malloc; NULL at the end of input. `interrupted` tells whether Ctrl-C cleared it.
char *segue_readline(const char *prompt, int *interrupted);

/// Adds a line to the history that the arrow keys walk.
void segue_history_add(const char *line);

/// Has SIGINT call `raise`, which must be safe in a signal handler; reads are not restarted.
void segue_on_interrupt(void (*raise)(void));
