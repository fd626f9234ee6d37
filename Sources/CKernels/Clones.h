#pragma once

// Compiles a function for AVX2 with FMA beside the baseline, where the loader can choose between them. The choice is
// made before a sanitizer is ready to watch it, so that with one there is the baseline alone.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define SEGUE_IS_WATCHED 1
#endif
#endif

#if defined(__x86_64__) && defined(__linux__) && !defined(SEGUE_IS_WATCHED)
#define SEGUE_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define SEGUE_CLONES
#endif
