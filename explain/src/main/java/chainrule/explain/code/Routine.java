// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import java.util.regex.Pattern;

/** The small methods that written lines may call; each stands once at the end of the class. */
enum Routine {
  SIGMOID(
      "sigmoid",
      """
      static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
      }
      """),
  SOFTPLUS(
      "softplus",
      """
      /** log(1 + e^x), also where e^x overflows. */
      static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
      }
      """),
  ERF(
      "erf",
      """
      /** The error function, by the series whose terms are all of one sign. */
      static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
          term *= 2 * x * x / (2 * n + 1);
          sum += term;
        }
        double scale = 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x);
        return Math.abs(x) > 6 ? Math.signum(x) : scale * sum;
      }
      """),
  ERFC(
      "erfc",
      """
      /** 1 - erf(x), from 2 on by a continued fraction, which loses no digits. */
      static double erfc(double x) {
        if (x < 2) {
          return 1 - erf(x);
        }
        double bottom = x;
        for (int n = 100; n > 0; n--) {
          bottom = x + n / (2 * bottom);
        }
        return StrictMath.exp(-x * x) / Math.sqrt(Math.PI) / bottom;
      }
      """),
  ASINH(
      "asinh",
      """
      /** log(x + sqrt(x^2 + 1)), also where that would lose digits or overflow. */
      static double asinh(double x) {
        double size = Math.abs(x);
        double more = size / (1 / size + StrictMath.hypot(1, 1 / size));
        return Math.copySign(StrictMath.log1p(size + more), x);
      }
      """),
  ACOSH(
      "acosh",
      """
      static double acosh(double x) {
        return StrictMath.log(x + Math.sqrt(x - 1) * Math.sqrt(x + 1));
      }
      """),
  ATANH(
      "atanh",
      """
      static double atanh(double x) {
        return StrictMath.log1p(2 * x / (1 - x)) / 2;
      }
      """),
  XLOGY(
      "xlogy",
      """
      static double xlogy(double x, double y) {
        return x == 0 && !Double.isNaN(y) ? 0 : x * StrictMath.log(y);
      }
      """),
  XLOG1PY(
      "xlog1py",
      """
      static double xlog1py(double x, double y) {
        return x == 0 && !Double.isNaN(y) ? 0 : x * StrictMath.log1p(y);
      }
      """),
  LOGADDEXP(
      "logaddexp",
      """
      /** log(e^x + e^y), also where those overflow. */
      static double logaddexp(double x, double y) {
        return x == y
            ? x + StrictMath.log(2)
            : Math.max(x, y) + StrictMath.log1p(StrictMath.exp(-Math.abs(x - y)));
      }
      """),
  NUMBERS(
      "numbers",
      """
      /** Numbers with spaces between them. */
      static double[] numbers(String... pieces) {
        return Arrays.stream(String.join(" ", pieces).trim().split("\\\\s+"))
            .mapToDouble(Double::parseDouble)
            .toArray();
      }
      """),
  FILL(
      "fill",
      """
      static double[] fill(int n, double value) {
        double[] result = new double[n];
        Arrays.fill(result, value);
        return result;
      }
      """),
  MAP(
      "map",
      """
      /** Element by element. */
      static double[] map(int n, IntToDoubleFunction element) {
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
          result[i] = element.applyAsDouble(i);
        }
        return result;
      }
      """),
  SUM(
      "sum",
      """
      static double sum(int n, IntToDoubleFunction element) {
        double result = 0;
        for (int i = 0; i < n; i++) {
          result += element.applyAsDouble(i);
        }
        return result;
      }
      """),
  SUM_TO(
      "sumTo",
      """
      /** Element i of n is added at its place of m. */
      static double[] sumTo(int m, int n, IntUnaryOperator place, IntToDoubleFunction element) {
        double[] result = new double[m];
        for (int i = 0; i < n; i++) {
          result[place.applyAsInt(i)] += element.applyAsDouble(i);
        }
        return result;
      }
      """),
  MAX_TO(
      "maxTo",
      """
      /** The largest of the elements that belong to each place. */
      static double[] maxTo(int m, double[] x, IntUnaryOperator place) {
        double[] result = new double[m];
        Arrays.fill(result, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
          int k = place.applyAsInt(i);
          result[k] = Math.max(result[k], x[i]);
        }
        return result;
      }
      """),
  MIN_TO(
      "minTo",
      """
      /** The smallest of the elements that belong to each place. */
      static double[] minTo(int m, double[] x, IntUnaryOperator place) {
        double[] result = new double[m];
        Arrays.fill(result, Double.POSITIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
          int k = place.applyAsInt(i);
          result[k] = Math.min(result[k], x[i]);
        }
        return result;
      }
      """),
  TO_FIRST(
      "toFirst",
      """
      /** What goes back to the first element that is the best of its place; 0 to the others. */
      static double[] toFirst(double[] g, double[] best, double[] x, IntUnaryOperator place) {
        double[] result = new double[x.length];
        boolean[] given = new boolean[best.length];
        for (int i = 0; i < x.length; i++) {
          int k = place.applyAsInt(i);
          if (!given[k] && (x[i] == best[k] || Double.isNaN(x[i]))) {
            given[k] = true;
            result[i] = g[k];
          }
        }
        return result;
      }
      """),
  SHARE(
      "share",
      """
      /** What goes back to the elements that are the best: an equal part each. */
      static double[] share(double g, double best, double[] x) {
        long ties = Arrays.stream(x).filter(element -> element == best).count();
        return Arrays.stream(x).map(element -> element == best ? g / ties : 0).toArray();
      }
      """),
  ADD(
      "add",
      """
      /** x += more, element by element. */
      static void add(double[] x, double[] more) {
        for (int i = 0; i < x.length; i++) {
          x[i] += more[i];
        }
      }
      """),
  SCALE(
      "scale",
      """
      static double[] scale(double factor, double[] x) {
        return Arrays.stream(x).map(element -> factor * element).toArray();
      }
      """),
  TRANSPOSE(
      "transpose",
      """
      /** A matrix [rows, columns] with rows and columns exchanged. */
      static double[] transpose(double[] x, int rows, int columns) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          result[i % columns * rows + i / columns] = x[i];
        }
        return result;
      }
      """),
  MATMUL(
      "matmul",
      """
      /** The matrix product of a [rows, inner] and b [inner, columns]. */
      static double[] matmul(double[] a, double[] b, int rows, int inner, int columns) {
        double[] result = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            double sum = 0;
            for (int k = 0; k < inner; k++) {
              sum += a[i * inner + k] * b[k * columns + j];
            }
            result[i * columns + j] = sum;
          }
        }
        return result;
      }
      """),
  MATMULS(
      "matmuls",
      """
      /** As many matrix products, one after another. */
      static double[] matmuls(int n, double[] a, double[] b, int rows, int inner, int columns) {
        double[] result = new double[n * rows * columns];
        for (int i = 0; i < n; i++) {
          double[] left = Arrays.copyOfRange(a, i * rows * inner, (i + 1) * rows * inner);
          double[] right = Arrays.copyOfRange(b, i * inner * columns, (i + 1) * inner * columns);
          double[] product = matmul(left, right, rows, inner, columns);
          System.arraycopy(product, 0, result, i * rows * columns, rows * columns);
        }
        return result;
      }
      """),
  CONCAT(
      "concat",
      """
      /** Parts of the same number of rows, side by side. */
      static double[] concat(int rows, double[]... parts) {
        int total = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        double[] result = new double[total];
        int start = 0;
        for (double[] part : parts) {
          int width = part.length / Math.max(1, rows);
          for (int row = 0; row < rows; row++) {
            System.arraycopy(part, row * width, result, row * (total / rows) + start, width);
          }
          start += width;
        }
        return result;
      }
      """),
  LOG_SUM_EXP(
      "logSumExp",
      """
      /** log(sum of e^x) along the axis of n elements that lie step apart. */
      static double[] logSumExp(double[] x, int n, int step) {
        IntUnaryOperator place = i -> i / step / n * step + i % step;
        double[] most = maxTo(x.length / n, x, place);
        double[] shift = map(most.length, k -> Double.isInfinite(most[k]) ? 0 : most[k]);
        double[] sums =
            sumTo(most.length, x.length, place, i -> StrictMath.exp(x[i] - shift[place.applyAsInt(i)]));
        return map(sums.length, k -> StrictMath.log(sums[k]) + shift[k]);
      }
      """),
  PEAKS(
      "peaks",
      """
      /** The largest along the axis of n elements step apart, one written at each element. */
      static double[] peaks(double[] x, int n, int step) {
        IntUnaryOperator place = i -> i / step / n * step + i % step;
        double[] most = maxTo(x.length / n, x, place);
        return map(x.length, i -> most[place.applyAsInt(i)]);
      }
      """),
  SOFTMAX(
      "softmax",
      """
      /** e^x over the sum of the same, along the axis of n elements that lie step apart. */
      static double[] softmax(double[] x, int n, int step) {
        double[] most = peaks(x, n, step);
        double[] e = map(x.length, i -> StrictMath.exp(x[i] - most[i]));
        double[] sums = along(e, n, step);
        return map(x.length, i -> e[i] / sums[i]);
      }
      """),
  LOG_SOFTMAX(
      "logSoftmax",
      """
      /** x less the logarithm of the sum of e^x, along the axis of n elements step apart. */
      static double[] logSoftmax(double[] x, int n, int step) {
        double[] most = peaks(x, n, step);
        double[] z = map(x.length, i -> x[i] - most[i]);
        double[] sums = along(map(x.length, i -> StrictMath.exp(z[i])), n, step);
        return map(x.length, i -> z[i] - StrictMath.log(sums[i]));
      }
      """),
  SHARES(
      "shares",
      """
      /** How the logarithm of a sum of e^x shares its gradient out: softmax, but 0 where all are. */
      static double[] shares(double[] x, int n, int step) {
        double[] most = peaks(x, n, step);
        double[] e = map(
            x.length, i -> StrictMath.exp(x[i] - (Double.isInfinite(most[i]) ? 0 : most[i])));
        double[] sums = along(e, n, step);
        return map(x.length, i -> sums[i] == 0 ? 0 : e[i] / sums[i]);
      }
      """),
  ALONG(
      "along",
      """
      /** Sums along the axis of n elements step apart, one written at each element. */
      static double[] along(double[] x, int n, int step) {
        IntUnaryOperator place = i -> i / step / n * step + i % step;
        double[] sums = sumTo(x.length / n, x.length, place, i -> x[i]);
        return map(x.length, i -> sums[place.applyAsInt(i)]);
      }
      """),
  SOFTMAX_BACK(
      "softmaxBack",
      """
      /** p (g - sum of g p), what a softmax p passes back. */
      static double[] softmaxBack(double[] g, double[] p, int n, int step) {
        double[] weighted = along(map(p.length, i -> g[i] * p[i]), n, step);
        return map(p.length, i -> p[i] * (g[i] - weighted[i]));
      }
      """),
  LOG_SOFTMAX_BACK(
      "logSoftmaxBack",
      """
      /** g - e^out times the sum of g, what a log-softmax passes back. */
      static double[] logSoftmaxBack(double[] g, double[] out, int n, int step) {
        double[] total = along(g, n, step);
        return map(out.length, i -> g[i] - StrictMath.exp(out[i]) * total[i]);
      }
      """),
  ONE_HOT(
      "oneHot",
      """
      /** Rows of zeros with a 1 at the label. */
      static double[] oneHot(double[] labels, int classes) {
        return map(labels.length * classes, i -> labels[i / classes] == i % classes ? 1 : 0);
      }
      """),
  HINGE(
      "hinge",
      """
      /** How far each score is inside the margin below that of the label; 0 at the label. */
      static double[] hinge(double[] scores, double[] labels, int classes, double margin) {
        return map(scores.length, i -> {
          int row = i / classes;
          int label = (int) labels[row];
          double excess = scores[i] - scores[row * classes + label] + margin;
          return i % classes == label ? 0 : Math.max(0, excess);
        });
      }
      """),
  HINGE_BACK(
      "hingeBack",
      """
      /** 1 inside the margin, minus their number at the label. */
      static double[] hingeBack(double[] scores, double[] labels, int classes, double margin) {
        double[] excess = hinge(scores, labels, classes, margin);
        double[] inside = map(scores.length, i -> excess[i] <= 0 ? 0 : 1);
        double[] count = along(inside, classes, 1);
        return map(
            scores.length, i -> i % classes == labels[i / classes] ? -count[i] : inside[i]);
      }
      """),
  ROOTS(
      "roots",
      """
      static double[] roots(double[] x) {
        return Arrays.stream(x).map(Math::sqrt).toArray();
      }
      """),
  COLLECT(
      "collect",
      """
      /** Element i is added at its place of m. */
      static double[] collect(int m, double[] x, IntUnaryOperator place) {
        return sumTo(m, x.length, place, i -> x[i]);
      }
      """),
  TIMES(
      "times",
      """
      static double[] times(double[] x, IntToDoubleFunction factor) {
        return map(x.length, i -> x[i] * factor.applyAsDouble(i));
      }
      """),
  TOTAL(
      "total",
      """
      static double total(double[] x) {
        return Arrays.stream(x).sum();
      }
      """),
  AFFINE(
      "affine",
      """
      /** The rows of x [rows, in] times w [in, out], plus the row b. */
      static double[] affine(double[] x, double[] w, double[] b, int rows, int in, int out) {
        double[] product = matmul(x, w, rows, in, out);
        return map(product.length, i -> product[i] + b[i % out]);
      }
      """),
  CROSS_ENTROPY(
      "crossEntropy",
      """
      /** The mean over rows of -log softmax z where y is 1. */
      static double crossEntropy(double[] z, double[] y, int classes) {
        double[] logs = logSoftmax(z, classes, 1);
        double[] parts = map(z.length, i -> y[i] == 0 ? 0 : -logs[i]);
        return total(parts) * classes / z.length;
      }
      """),
  CROSS_ENTROPY_BACK(
      "crossEntropyBack",
      """
      /** The softmax of z times the sum of y, less y. */
      static double[] crossEntropyBack(double[] z, double[] y, int classes) {
        double[] p = softmax(z, classes, 1);
        double[] weight = along(y, classes, 1);
        return map(z.length, i -> p[i] * weight[i] - y[i]);
      }
      """),
  TEXT(
      "text",
      """
      static String text(double[] x) {
        return Arrays.toString(x).replace(" ", "");
      }
      """);

  private final String method;
  private final String code;

  Routine(String method, String code) {
    this.method = method;
    this.code = code;
  }

  /** Its name in Java. */
  String method() {
    return method;
  }

  /** Its text. */
  String code() {
    return code;
  }

  /** Whether it calls another. */
  boolean calls(Routine other) {
    return Pattern.compile("(?<![.\\w])" + other.method + "\\(").matcher(code).find();
  }
}
