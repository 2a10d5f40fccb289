#ifndef HOLDFAST_BOOST_MATH_H
#define HOLDFAST_BOOST_MATH_H

#ifdef __cplusplus
extern "C" {
#endif

/// Quantile of the beta distribution: x with I_x(a, b) = p. NaN where Boost reports a domain or evaluation error.
double holdfast_beta_quantile(double a, double b, double p);

/// Quantile of the gamma distribution with unit scale: x with P(a, x) = p. NaN on error.
double holdfast_gamma_quantile(double a, double p);

/// P(X <= k) of a binomial with n trials and probability p. NaN on error.
double holdfast_binomial_cdf(double k, double n, double p);

#ifdef __cplusplus
}
#endif
#endif
