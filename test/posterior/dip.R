# Prints the golden values of dip.test.ts. Needs the package diptest (GPL: run here, never copied from).
# Rscript test/posterior/dip.R
library(diptest)
sample_of <- function(n, a, b, m) { i <- 1:n; (a * i * i + b * i) %% m }
for (p in list(c(7, 3, 1, 5), c(23, 17, 5, 101), c(60, 1, 0, 7), c(60, 7, 3, 1009),
               c(200, 13, 11, 97), c(200, 19, 2, 10007), c(500, 23, 1, 100003)))
  for (power in c(1, 3)) {
    x <- sample_of(p[1], p[2], p[3], p[4])^power
    cat(sprintf("[%d, %d, %d, %d, %d, %.17g],\n", p[1], p[2], p[3], p[4], power, dip(x)))
  }
set.seed(1)
f <- c(-2.1, -1.9, -2.3, -1.5, -2, 1.8, 2.2, 2, 1.6, 2.5, 2.1, .1)
cat(dip.test(f, simulate.p.value = TRUE, B = 1e5)$p.value, "\n") # 0.00398
