// The gated recurrent unit of Cho et al. 2014, element by element, forward and back.
//
// exp is that of Cephes (Moshier): 2^n times a polynomial of the rest, off by 2e-7 of its value at most; tanh is an odd
// polynomial near zero, where the quotient would cancel. Both without branches, so that compilers make vectors of them.

#include "CKernels.h"
#include "Clones.h"
#include <string.h>

#define INLINED static inline __attribute__((always_inline))

// e^x for |x| up to 87; beyond it the value at that bound.
INLINED float exponential(float x) {
    x = x > 87 ? 87 : x;
    x = x < -87 ? -87 : x;
    const float magic = 12582912;  // 1.5 · 2^23: adding it rounds to a whole number
    float n = (x * 1.44269504f + magic) - magic;
    float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float y = 1.9875691500e-4f;
    y = y * r + 1.3981999507e-3f;
    y = y * r + 8.3334519073e-3f;
    y = y * r + 4.1665795894e-2f;
    y = y * r + 1.6666665459e-1f;
    y = y * r + 5.0000001201e-1f;
    y = y * (r * r) + r + 1;
    int bits = ((int)n + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return y * power;
}

INLINED float sigmoid(float x) { return 1 / (1 + exponential(-x)); }

INLINED float hyperbolic_tangent(float x) {
    float size = x < 0 ? -x : x, square = x * x;
    float far = 1 - 2 / (exponential(2 * size) + 1);
    float near = -5.70498872745e-3f;
    near = near * square + 2.06390887954e-2f;
    near = near * square - 5.37397155531e-2f;
    near = near * square + 1.33314422036e-1f;
    near = near * square - 3.33332819422e-1f;
    near = near * square * x + x;
    return size < 0.625f ? near : x < 0 ? -far : far;
}

SEGUE_CLONES void segue_gates(
    float *restrict gates, long ldg, const float *restrict state, long lds, long rows, long width,
    float *restrict reset, long ldr) {
    for (long r = 0; r < rows; r++) {
        float *g = gates + r * ldg, *out = reset + r * ldr;
        const float *h = state + r * lds;
        for (long c = 0; c < 2 * width; c++) g[c] = sigmoid(g[c]);
        for (long c = 0; c < width; c++) out[c] = g[width + c] * h[c];
    }
}

SEGUE_CLONES void segue_gated_state(
    float *restrict gates, long ldg, const float *restrict state, long lds, long rows, long width,
    float *restrict out, long ldo) {
    for (long r = 0; r < rows; r++) {
        float *restrict z = gates + r * ldg, *restrict proposed = z + 2 * width, *restrict next = out + r * ldo;
        const float *restrict h = state + r * lds;
        for (long c = 0; c < width; c++) {
            proposed[c] = hyperbolic_tangent(proposed[c]);
            next[c] = (1 - z[c]) * h[c] + z[c] * proposed[c];
        }
    }
}

SEGUE_CLONES void segue_gated_state_gradient(
    float *restrict gates, long ldg, const float *restrict state, long lds, long rows, long width,
    float *restrict gradient, long ldd) {
    for (long r = 0; r < rows; r++) {
        float *restrict gate = gates + r * ldg, *restrict proposed = gate + 2 * width;
        float *restrict d = gradient + r * ldd;
        const float *restrict h = state + r * lds;
        for (long c = 0; c < width; c++) {
            float z = gate[c], p = proposed[c];
            gate[c] = d[c] * (p - h[c]) * (z * (1 - z));
            proposed[c] = d[c] * z * (1 - p * p);
            d[c] *= 1 - z;
        }
    }
}

SEGUE_CLONES void segue_reset_gradient(
    float *restrict gates, long ldg, const float *restrict state, long lds, const float *restrict reset_gradient,
    long ldr, long rows, long width, float *restrict gradient, long ldd) {
    for (long r = 0; r < rows; r++) {
        float *restrict gate = gates + r * ldg + width, *restrict d = gradient + r * ldd;
        const float *restrict h = state + r * lds, *restrict dr = reset_gradient + r * ldr;
        for (long c = 0; c < width; c++) {
            float g = gate[c];
            d[c] += dr[c] * g;
            gate[c] = dr[c] * h[c] * (g * (1 - g));
        }
    }
}
