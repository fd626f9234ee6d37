#pragma once

// Compiles a function for AVX2 with FMA beside the baseline, where the loader can choose between them.
#if defined(__x86_64__) && defined(__linux__)
#define SEGUE_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define SEGUE_CLONES
#endif
