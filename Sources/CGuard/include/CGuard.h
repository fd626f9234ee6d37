#pragma once

/// Has damage in a database's file that would end the process as a crash end it with `status`, after `words` on standard
/// error. Faults that have nothing to do with a database stay what they are. `words` are copied; a later call changes both.
void segue_guard_database(const char *words, int status);

/// To be called where LMDB finds that what it reads contradicts itself; returns where nothing is guarded.
void segue_guard_contradiction(void);
