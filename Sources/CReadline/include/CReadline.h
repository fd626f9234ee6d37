#pragma once

/// What may follow `line` up to `end`: a NULL-terminated array of texts, all of it from malloc. The first is to stand
/// in place of the line, the others are what may; NULL where nothing does.
typedef char **(*segue_completer)(const char *line, int end);

/// Readies line editing for the program called `name`.
void segue_readline_prepare(const char *name, segue_completer completer);

/// Has the next list of candidates leave out their first `bytes` bytes, the part of the line that stays, and end in the
/// line `note`, which must live on, where that is not NULL.
void segue_list_candidates(int bytes, const char *note);

/// Reads a line, from malloc; NULL at the end of input. `interrupted` tells whether Ctrl-C cleared it.
char *segue_readline(const char *prompt, int *interrupted);

/// Adds a text of one line or several to the history that the arrow keys walk.
void segue_history_add(const char *text);

/// How many columns of a terminal the text takes.
int segue_columns(const char *text);

/// Has SIGINT call `raise`, which must be safe in a signal handler; reads are not restarted.
void segue_on_interrupt(void (*raise)(void));
