// Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1) with the arithmetic of PyTorch's torch.optim.Adam:
//
//     m = b1 m + (1 - b1) g      v = b2 v + (1 - b2) g²      p -= rate / (1 - b1^t) · m / (√v / √(1 - b2^t) + ε)
//
// Dense Adam moves every row at every step, also those without a gradient: a row last brought up to step s moves, up
// to step s + k, by
//
//     -m Σ_{j=1..k} w_j / (a_j √v + ε)      w_j = rate b1^j / (1 - b1^(s+j))      a_j = b2^(j/2) / √(1 - b2^(s+j))
//
// All that depends on the value is √v, so a row can wait until it is next read. The a_j differ from their w-weighted
// mean ā by about a hundredth, so with D = ā √v + ε and q = √v / D the sum is
//
//     1/D · (C_0 + C_2 q² - C_3 q³ + C_4 q⁴ - …)        C_n = Σ w_j (a_j - ā)^n, C_1 = 0
//
// whose fifth term is less than 1e-5 of the sum once s ≥ EXACT_STEPS. Younger rows take the steps one by one.
// Terms beyond MOST_STEPS are left out: b1^256 < 2e-12.

#include "CKernels.h"
#include "Clones.h"
#include <limits.h>
#include <math.h>

enum { EXACT_STEPS = 128, MOST_STEPS = 256 };

typedef struct {
    float keep1, take1, keep2, take2, step_size, root, epsilon;
} step_constants;

// The constants of the step for which beta1^step and beta2^step are power1 and power2.
static step_constants constants_of(double power1, double power2, const segue_adam_settings *s) {
    step_constants c;
    c.keep1 = (float)s->beta1;
    c.take1 = (float)(1 - s->beta1);
    c.keep2 = (float)s->beta2;
    c.take2 = (float)(1 - s->beta2);
    c.step_size = (float)(s->rate / (1 - power1));
    c.root = (float)(1 / sqrt(1 - power2));
    c.epsilon = (float)s->epsilon;
    return c;
}

static step_constants constants_at(long step, const segue_adam_settings *s) {
    return constants_of(pow(s->beta1, (double)step), pow(s->beta2, (double)step), s);
}

static inline __attribute__((always_inline)) void step_values(
    float *restrict p, float *restrict m, float *restrict v, const float *restrict g, long n, step_constants c) {
    for (long i = 0; i < n; i++) {
        m[i] = c.keep1 * m[i] + c.take1 * g[i];
        v[i] = c.keep2 * v[i] + c.take2 * (g[i] * g[i]);
        p[i] -= c.step_size * m[i] / (__builtin_elementwise_sqrt(v[i]) * c.root + c.epsilon);
    }
}

SEGUE_CLONES static void step_all(float *p, float *m, float *v, const float *g, long n, step_constants c) {
    step_values(p, m, v, g, n, c);
}

// Asks for a row early: rows lie far apart, where the processor's own guesses fail.
static inline __attribute__((always_inline)) void fetch(const float *p, const float *m, const float *v, long width) {
    for (long i = 0; i < width; i += 16) {
        __builtin_prefetch(p + i, 1);
        __builtin_prefetch(m + i, 1);
        __builtin_prefetch(v + i, 1);
    }
}

SEGUE_CLONES static void step_rows(
    float *p, float *m, float *v, long width, const int *ids, long n, const float *g, int *seen, int step,
    step_constants c) {
    for (long i = 0; i < n; i++) {
        long at = (long)ids[i] * width, ahead = (long)ids[i + 1 < n ? i + 1 : i] * width;
        fetch(p + ahead, m + ahead, v + ahead, width);
        step_values(p + at, m + at, v + at, g + i * width, width, c);
        seen[ids[i]] = step;
    }
}

// The steps after `seen`, one by one, at most MOST_STEPS of them; the rest only lets m and v decay.
SEGUE_CLONES static void replay(
    float *restrict p, float *restrict m, float *restrict v, long width, long seen, long now,
    const segue_adam_settings *s) {
    long last = now - seen > MOST_STEPS ? seen + MOST_STEPS : now;
    double power1 = pow(s->beta1, (double)seen), power2 = pow(s->beta2, (double)seen);
    for (long t = seen + 1; t <= last; t++) {
        power1 *= s->beta1;
        power2 *= s->beta2;
        step_constants c = constants_of(power1, power2, s);
        for (long i = 0; i < width; i++) {
            m[i] *= c.keep1;
            v[i] *= c.keep2;
            p[i] -= c.step_size * m[i] / (__builtin_elementwise_sqrt(v[i]) * c.root + c.epsilon);
        }
    }
    if (last == now) return;
    float m_scale = (float)pow(s->beta1, (double)(now - last)), v_scale = (float)pow(s->beta2, (double)(now - last));
    for (long i = 0; i < width; i++) {
        m[i] *= m_scale;
        v[i] *= v_scale;
    }
}

SEGUE_CLONES static void leap(
    float *restrict p, float *restrict m, float *restrict v, long width, segue_adam_gap gap, float epsilon) {
    for (long i = 0; i < width; i++) {
        float root = __builtin_elementwise_sqrt(v[i]);
        float inverse = 1 / (gap.center * root + epsilon), q = root * inverse;
        p[i] -= m[i] * inverse * (gap.c0 + q * q * (gap.c2 - q * (gap.c3 - q * gap.c4)));
        m[i] *= gap.m_scale;
        v[i] *= gap.v_scale;
    }
}

// Sums of w_j a_j^n for n = 0 … 4, turned into moments about their mean; a rate of 0 moves nothing.
static segue_adam_gap gap_of(const double raw[5], double m_scale, double v_scale) {
    double a = raw[0] > 0 ? raw[1] / raw[0] : 1, a2 = a * a;
    segue_adam_gap gap;
    gap.center = (float)a;
    gap.c0 = (float)raw[0];
    gap.c2 = (float)(raw[2] - a * raw[1]);
    gap.c3 = (float)(raw[3] - 3 * a * raw[2] + 2 * a2 * raw[1]);
    gap.c4 = (float)(raw[4] - 4 * a * raw[3] + 6 * a2 * raw[2] - 3 * a2 * a * raw[1]);
    gap.m_scale = (float)m_scale;
    gap.v_scale = (float)v_scale;
    return gap;
}

// Takes the step before those summed so far into the sums: one step more missed, by a row seen one step earlier.
static inline void prepend(double raw[5], double weight, double a, double beta1, double root2) {
    double power = weight, scale = beta1;
    for (int n = 0; n < 5; n++) {
        raw[n] = scale * (raw[n] + power);
        power *= a;
        scale *= root2;
    }
}

void segue_adam_gaps(segue_adam_gap *gaps, long count, long now, const segue_adam_settings *s) {
    double raw[5] = {0, 0, 0, 0, 0}, m_scale = 1, v_scale = 1, root2 = sqrt(s->beta2);
    double power1 = pow(s->beta1, (double)now), power2 = pow(s->beta2, (double)now);
    for (long k = 1; k <= count && k <= now; k++) {
        prepend(raw, s->rate / (1 - power1), 1 / sqrt(1 - power2), s->beta1, root2);
        m_scale *= s->beta1;
        v_scale *= s->beta2;
        power1 /= s->beta1;
        power2 /= s->beta2;
        gaps[k - 1] = gap_of(raw, m_scale, v_scale);
    }
}

// The gap from `seen` to `now`, where it is longer than any in the table.
static segue_adam_gap long_gap(long seen, long now, const segue_adam_settings *s) {
    double raw[5] = {0, 0, 0, 0, 0}, root2 = sqrt(s->beta2);
    long last = now - seen > MOST_STEPS ? seen + MOST_STEPS : now;
    double power1 = pow(s->beta1, (double)last), power2 = pow(s->beta2, (double)last);
    for (long t = last; t > seen; t--) {
        prepend(raw, s->rate / (1 - power1), 1 / sqrt(1 - power2), s->beta1, root2);
        power1 /= s->beta1;
        power2 /= s->beta2;
    }
    return gap_of(raw, pow(s->beta1, (double)(now - seen)), pow(s->beta2, (double)(now - seen)));
}

// A gap longer than MOST_STEPS of a row so old that b2^seen is nothing to a float: the sums are the same for all such.
static segue_adam_gap settled_gap(segue_adam_gap *known, long seen, long now, const segue_adam_settings *s) {
    if (known->center == 0) *known = long_gap(seen, seen + MOST_STEPS, s);
    segue_adam_gap gap = *known;
    gap.m_scale = (float)pow(s->beta1, (double)(now - seen));
    gap.v_scale = (float)pow(s->beta2, (double)(now - seen));
    return gap;
}

void segue_adam_step(
    float *p, float *m, float *v, const float *g, long n, long step, const segue_adam_settings *s) {
    step_all(p, m, v, g, n, constants_at(step, s));
}

void segue_adam_rows(
    float *p, float *m, float *v, long width, const int *ids, long n, const float *g, int *seen, long step,
    const segue_adam_settings *s) {
    step_rows(p, m, v, width, ids, n, g, seen, (int)step, constants_at(step, s));
}

void segue_adam_catch_up(
    float *p, float *m, float *v, long width, const int *ids, long n, int *seen, long now,
    const segue_adam_gap *gaps, long count, const segue_adam_settings *s) {
    long settled = s->beta2 < 1 ? (long)(log(1e-8) / log(s->beta2)) : LONG_MAX;
    segue_adam_gap known = {0};
    for (long i = 0; i < n; i++) {
        long row = ids[i], from = seen[row], missed = now - from, at = row * width;
        long ahead = (long)ids[i + 1 < n ? i + 1 : i] * width;
        fetch(p + ahead, m + ahead, v + ahead, width);
        if (missed <= 0) continue;
        seen[row] = (int)now;
        if (from == 0) continue;  // never touched: m = v = 0, nothing moves
        if (from < EXACT_STEPS) {
            replay(p + at, m + at, v + at, width, from, now, s);
        } else {
            segue_adam_gap gap = missed <= count ? gaps[missed - 1]
                : missed <= MOST_STEPS || from < settled ? long_gap(from, now, s)
                : settled_gap(&known, from, now, s);
            leap(p + at, m + at, v + at, width, gap, (float)s->epsilon);
        }
    }
}
