#include <cblas.h>

// LAPACK's names in OpenBLAS, which has them in C: column-major, `info` 0 where all went well.

// The Cholesky factor of the n × n matrix a, of which `uplo` names the triangle that is read and written.
void spotrf_(const char *uplo, const blasint *n, float *a, const blasint *lda, blasint *info);
// The inverse of a matrix, in that triangle, from its Cholesky factor.
void spotri_(const char *uplo, const blasint *n, float *a, const blasint *lda, blasint *info);
