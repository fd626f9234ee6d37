#pragma once

// Element-wise loops of the engine, each compiled twice: for AVX2 with FMA and for the baseline, chosen as the
// program loads. Matrices are row-major float32; `ld…` is the number of floats from one row to the next.

// Tells the processor that a thread waits in a loop.
static inline void segue_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

// Activations.c

// x[rows, columns] = max(0, x + bias) where `rectify`, else x + bias.
void segue_add_bias(float *x, long ldx, long rows, long columns, const float *bias, int rectify);
// gradient[rows, columns] = 0 wherever output is not positive.
void segue_relu_gradient(float *gradient, long ldg, const float *output, long ldo, long rows, long columns);
// out[columns] = the sums of the columns of x[rows, columns].
void segue_column_sums(const float *x, long ldx, long rows, long columns, float *out);
// out[rows, columns] = a * b, element by element.
void segue_product(
    const float *a, long lda, const float *b, long ldb, float *out, long ldo, long rows, long columns);
// x += y, n values.
void segue_add(float *x, const float *y, long n);
// gradient[n] = (sigmoid(logit) - target) * scale; returns the sum of the binary cross-entropies.
double segue_bce(const float *logits, const float *targets, long n, float scale, float *gradient);

// Rows.c

// out[n, width] = the rows of table[…, width] at ids.
void segue_gather(const float *table, long width, const int *ids, long n, float *out, long ldo);
// sums[slots[s], width] += gradient[s, width]; a slot's first sample overwrites, a negative slot is passed over.
// Slots count up from 0 in order of first use.
void segue_gather_sums(const float *gradient, long ldg, long width, const int *slots, long n, float *sums);

// Lists.c

// out[n, width]: out[i] = the sum over j from offsets[i] to offsets[i + 1] of weights[j] * table[ids[j]]; without
// weights they are all 1.
void segue_list_sums(
    const float *table, long ldt, long width, const int *ids, const float *weights, const int *offsets, long n,
    float *out, long ldo);
// coefficients[j] = its former value times e^score, over the sum of those of its list; score is the leaky ReLU, of
// `slope` below zero, of source . table[ids[j]] + target . table[own[i]]. slopes[j] = that ReLU's slope.
void segue_attend(
    const float *table, long ldt, long width, const int *ids, const int *offsets, const int *own, long n,
    const float *source, const float *target, float slope, float *coefficients, float *slopes);
// slopes[j] = the gradient of the score before its ReLU, given that of each list's sum, gradient[n, width];
// totals[i] = their sum over a list.
void segue_attend_gradient(
    const float *table, long ldt, long width, const int *ids, const int *offsets, long n, const float *gradient,
    long ldg, const float *coefficients, float *slopes, float *totals);
// out[n] = weights . max(0, share[i] + bias + extras[i] extra_weights) + skip . extras[i] + offset; share[n, width],
// extras[n, extra], extra_weights[extra, width].
void segue_rank(
    const float *share, long n, long width, const float *bias, const float *weights, const float *extras, long extra,
    const float *extra_weights, const float *skip, float offset, float *out);

// Index.c

// Where a row stands among those found since `batch` began.
typedef struct {
    int batch, place;
} segue_mark;

// places[i] = the place of ids[i] among the different rows found so far, `used` of them before; new ones go to the end
// of rows. counts[place] is how often each was met. Returns how many there are now.
long segue_index(
    const int *ids, long n, segue_mark *marks, int batch, int *rows, int *counts, long used, int *places);
// Turns lists of places around: for each entry j of a list whose place is in first ..< last, readers and entries get the
// list and j at next[place - first], which goes one further.
void segue_turn(
    const int *places, const int *offsets, long lists, long first, long last, int *next, int *readers, int *entries);
// out[n] = values[ids].
void segue_pick(const float *values, const int *ids, long n, float *out);

// Gates.c: gates[rows, 3 * width] are those of update (z), reset (r) and the proposed state, side by side.

// z and r become their sigmoids; reset[rows, width] = r * state.
void segue_gates(
    float *gates, long ldg, const float *state, long lds, long rows, long width, float *reset, long ldr);
// The proposed state becomes its tanh; out = (1 - z) * state + z * proposed.
void segue_gated_state(
    float *gates, long ldg, const float *state, long lds, long rows, long width, float *out, long ldo);
// z and the proposed state become the gradients of what went into them; gradient, that of `out`, becomes (1 - z) times
// itself.
void segue_gated_state_gradient(
    float *gates, long ldg, const float *state, long lds, long rows, long width, float *gradient, long ldd);
// r becomes the gradient of what went into it, reset_gradient being that of r * state; gradient += r * reset_gradient.
void segue_reset_gradient(
    float *gates, long ldg, const float *state, long lds, const float *reset_gradient, long ldr, long rows, long width,
    float *gradient, long ldd);

// Losses.c: over the logits of one case, the positive first; gradient[n] is that of the loss times `scale`.

// The sum over the others of log(1 + e^(logit - positive's)).
double segue_pairwise(const float *logits, long n, float scale, float *gradient);
// -log softmax of the positive.
double segue_softmax(const float *logits, long n, float scale, float *gradient);

// Adam.c

typedef struct {
    double rate, beta1, beta2, epsilon;
} segue_adam_settings;

// What a row's missed steps add up to; see Adam.c.
typedef struct {
    float center, c0, c2, c3, c4, m_scale, v_scale;
} segue_adam_gap;

// One dense Adam step, number `step` from 1, of n values: PyTorch's arithmetic.
void segue_adam_step(
    float *p, float *m, float *v, const float *gradient, long n, long step, const segue_adam_settings *settings);
// That step for the rows of p[…, width] at ids, gradient[i, width] belonging to ids[i]; seen[row] becomes `step`.
void segue_adam_rows(
    float *p, float *m, float *v, long width, const int *ids, long n, const float *gradient, int *seen, long step,
    const segue_adam_settings *settings);
// gaps[k - 1] = what k missed steps up to step `now` add up to, k = 1 … count.
void segue_adam_gaps(segue_adam_gap *gaps, long count, long now, const segue_adam_settings *settings);
// Brings the rows at ids from step seen[row] to step `now`, as if each step between had had a zero gradient.
void segue_adam_catch_up(
    float *p, float *m, float *v, long width, const int *ids, long n, int *seen, long now,
    const segue_adam_gap *gaps, long count, const segue_adam_settings *settings);
