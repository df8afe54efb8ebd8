// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chainrule.array.DType;
import chainrule.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What reductions, scans and orders give of a row of numbers at the edges, exactly, in F32 and F64
 * alike: {@code operation elements -> results ; gradients for upstreams of 1}.
 */
class FoldEdgesTest {

  private static final String TABLE =
      """
      sum -> 0
      sum -0 -0 -> 0 ; 1 1
      sum inf -inf -> nan ; 1 1
      sum max max -> inf ; 1 1
      sum max 1 -max -> _ ; 1 1 1
      mean -> nan
      mean 1 nan -> nan ; .5 .5

      prod -> 1
      prod 2 3 4 -> 24 ; 12 8 6
      prod 2 0 4 -> 0 ; 0 8 0
      prod 0 5 0 -> 0 ; 0 0 0
      prod 0 0 0 -> 0 ; 0 0 0
      prod -0 3 -> -0 ; 3 0
      prod inf 2 -> inf ; 2 inf
      prod inf 0 -> nan ; 0 inf
      prod nan 2 -> nan ; 2 nan
      prod max 2 -> inf ; 2 max
      prod min .5 -> 0 ; .5 min
      prod -1 -1 -1 -> -1 ; 1 1 1
      prod 7 -> 7 ; 1

      variance -> nan
      variance 5 -> nan ; nan
      variance 1 3 -> 2 ; -2 2
      variance 1 2 3 -> 1 ; -1 0 1
      variance 7 7 7 -> 0 ; 0 0 0
      variance inf 1 -> nan ; nan -inf
      variance nan 1 -> nan ; nan nan
      variance 16777216 16777218 -> 2
      variance0 5 -> 0 ; 0
      variance0 1 3 -> 1 ; -1 1
      variance2 1 3 -> inf ; -inf inf
      variance2 4 4 -> nan ; nan nan
      std 1 2 3 -> 1 ; -.5 0 .5
      std 7 7 7 -> 0 ; 0 0 0
      std 5 -> nan ; nan
      std -> nan
      std nan 1 -> nan ; nan nan
      std0 max -max -> max
      std0 16777216 16777218 -> 1
      std0 5 -> 0 ; 0

      norm 3 4 -> 5 ; .6 .8
      pNorm3 -> 0
      pNorm3 0 0 -> 0 ; 0 0
      pNorm3 -2 -> 2 ; -1
      pNorm3 0 5 -> 5 ; 0 1
      pNorm3 inf 1 -> inf
      pNorm3 nan 1 -> nan ; nan nan
      pNorm3 max 0 -> max ; 1 0
      pNorm3 -min -> min ; -1
      pNorm.5 4 4 -> 16 ; 2 2
      pNorm.5 0 4 -> 4 ; 0 1
      pNorm1000 5 0 -> 5 ; 1 0
      pNorm1000 max -0 -> max ; 1 0
      normInf -3 3 1 -> 3 ; -.5 .5 0
      normInf 0 -0 -> 0 ; 0 0
      normInf -inf 1 -> inf ; -1 0
      normInf nan 1 -> nan ; nan 0
      normInf max -max -> max ; .5 -.5
      normMinusInf -3 2 -> 2 ; 0 1
      normMinusInf 0 5 -> 0 ; 0 0
      normMinusInf -inf -inf -> inf ; -.5 -.5

      amax 3 3 1 -> 3 ; .5 .5 0
      amax nan 1 -> nan ; 1 0
      amax -0 0 -> 0 ; .5 .5
      amax inf inf -> inf ; .5 .5
      amax -inf -> -inf ; 1
      amin -0 0 -> -0 ; .5 .5
      amin 2 1 1 -> 1 ; 0 .5 .5
      amin 1 nan -> nan ; 0 1
      logsumexp -> -inf
      logsumexp -inf -inf -> -inf ; 0 0
      logsumexp -inf 3 -> 3 ; 0 1
      logsumexp inf 1 -> inf
      logsumexp nan 1 -> nan ; nan nan
      logsumexp 1000 -> 1000 ; 1
      logsumexp max max -> max ; .5 .5

      any -> 0
      any 0 -0 -> 0
      any nan -> 1
      any 0 min -> 1
      all -> 1
      all 1 0 -> 0
      all nan inf -> 1
      all -0 -> 0
      countNonzero -> 0
      countNonzero 0 -0 nan min -> 2

      cumsum ->
      cumsum 1 2 3 -> 1 3 6 ; 3 2 1
      cumsum 1 nan 2 -> 1 nan nan ; 3 2 1
      cumsum inf -inf 1 -> inf nan nan ; 3 2 1
      cumsum -0 -0 -> 0 0 ; 2 1
      cumprod ->
      cumprod 2 0 3 -> 2 0 0 ; 1 8 0
      cumprod 0 0 2 -> 0 0 0 ; 1 0 0
      cumprod -1 -0 -> -1 0 ; 1 -1
      cumprod inf 0 -> inf nan ; 1 inf
      cumprod nan 1 -> nan nan ; 2 nan
      cummax 1 3 2 3 -> 1 3 3 3 ; 1 2 0 1
      cummax nan 1 -> nan nan ; 2 0
      cummax 1 nan 5 -> 1 nan nan ; 1 2 0
      cummax -0 0 -> -0 0 ; 1 1
      cummax -inf -inf -> -inf -inf ; 1 1
      cummin 3 1 1 2 -> 3 1 1 1 ; 1 1 2 0
      cummin 1 nan -inf -> 1 nan nan ; 1 2 0
      cumArgmax 1 1 nan nan -> 0 1 2 2
      cumArgmin 2 1 3 -> 0 1 1
      logcumsumexp -inf 0 -> -inf 0 ; 0 1
      logcumsumexp -inf -inf -> -inf -inf ; 0 0
      logcumsumexp inf 1 -> inf inf
      logcumsumexp nan 1 -> nan nan ; nan nan
      logcumsumexp 1000 -1000 -> 1000 1000 ; 2 0
      logcumsumexp max max -> max max

      sort ->
      sort 3 1 2 -> 1 2 3 ; 1 1 1
      sort nan 1 -inf inf -> -inf 1 inf nan ; 1 1 1 1
      sort 0 -0 -> 0 -0
      sort -0 0 -> -0 0
      sortDown 1 nan 3 -> nan 3 1
      sortDown 0 -0 0 -> 0 -0 0
      argsort 2 1 2 1 -> 1 3 0 2
      argsortDown 2 1 2 1 -> 0 2 1 3
      argsort nan nan 1 -> 2 0 1
      argsort min -min 0 -> 1 2 0
      argsort max inf -max -inf -> 3 2 0 1
      argsort 5 5 5 -> 0 1 2
      median 3 1 2 -> 2 ; 0 0 1
      median 4 1 3 2 -> 2 ; 0 0 0 1
      median 1 nan 2 -> nan ; 0 1 0
      median 5 -> 5 ; 1
      median 2 2 1 2 -> 2 ; 1 0 0 0
      median inf -inf -> -inf ; 0 1
      median -0 0 -> -0 ; 1 0
      mode 1 2 2 1 3 -> 1 ; 0 0 0 1 0
      mode nan nan 1 -> nan ; 0 1 0
      mode 0 1 -0 -> -0 ; 0 0 1
      quantile0 3 1 2 -> 1 ; 0 1 0
      quantile1 3 1 inf -> inf ; 0 0 1
      quantile.5 1 2 4 8 -> 3 ; 0 .5 .5 0
      quantile.25 1 2 4 8 -> 1.75 ; .25 .75 0 0
      quantile.5 nan 1 2 -> nan ; 1 0 0
      quantile.5 inf 1 -inf -> 1 ; 0 1 0
      kth2 3 1 2 -> 2 ; 0 0 1
      kth3 1 nan 2 -> nan ; 0 1 0
      top2 1 3 2 3 -> 3 3 ; 0 1 0 1
      top2 nan 5 7 -> nan 7 ; 1 0 1
      low2 nan 5 7 -> 5 7 ; 0 1 1
      unique ->
      unique 3 1 3 nan nan -0 0 -> -0 1 3 nan
      unique inf -inf max -max -> -inf -max max inf
      """;

  private record Row(String operation, List<String> elements, List<String> results, String slopes) {
    static Row of(String line) {
      String[] sides = line.split("->", -1);
      String[] after = sides[1].split(";", -1);
      List<String> before = words(sides[0]);
      return new Row(
          before.getFirst(),
          before.subList(1, before.size()),
          words(after[0]),
          after.length > 1 ? after[1] : "");
    }

    @Override
    public String toString() {
      return operation + " " + String.join(" ", elements);
    }
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static List<Row> rows() {
    return TABLE.lines().filter(line -> !line.isBlank()).map(Row::of).toList();
  }

  @TestFactory
  Stream<DynamicTest> every_row_holds_in_both_types() {
    return rows().stream()
        .map(row ->
            dynamicTest(
                row.toString(),
                () -> {
                  check(row, DType.F32);
                  check(row, DType.F64);
                }));
  }

  private static void check(Row row, DType dtype) {
    Tensor x = Tensor.of(dtype, numbers(row.elements, dtype));
    if (!row.slopes.isBlank()) {
      x.requiresGrad();
    }
    Tensor result = apply(row.operation, x);
    if (!row.results.equals(List.of("_"))) {
      assertThat(result.to(DType.F64)).as("%s %s", dtype, row).hasElements(results(row, dtype));
    }
    if (!row.slopes.isBlank()) {
      result.backward(Tensor.full(dtype, result.shape(), 1));
      Tensor expected = Tensor.of(dtype, numbers(words(row.slopes), dtype));
      assertThat(x.grad()).as("gradient of %s %s", dtype, row).isCloseTo(expected, 0, 0);
    }
  }

  private static double[] results(Row row, DType dtype) {
    return numbers(row.results, dtype);
  }

  private static Tensor apply(String operation, Tensor x) {
    return switch (operation) {
      case "sum" -> x.sum();
      case "mean" -> x.mean();
      case "prod" -> x.prod();
      case "variance" -> x.variance();
      case "variance0" -> x.variance(0, false);
      case "variance2" -> x.variance(2, false);
      case "std" -> x.std();
      case "std0" -> x.std(0, false);
      case "norm" -> x.norm();
      case "pNorm3" -> x.pNorm(3);
      case "pNorm.5" -> x.pNorm(0.5);
      case "pNorm1000" -> x.pNorm(1000);
      case "normInf" -> x.pNorm(Double.POSITIVE_INFINITY);
      case "normMinusInf" -> x.pNorm(Double.NEGATIVE_INFINITY);
      case "amax" -> x.amax();
      case "amin" -> x.amin(0);
      case "logsumexp" -> x.logSumExp();
      case "any" -> x.any();
      case "all" -> x.all(0);
      case "countNonzero" -> x.countNonzero();
      default -> along(operation, x);
    };
  }

  private static Tensor along(String operation, Tensor x) {
    return switch (operation) {
      case "cumsum" -> x.cumsum(0);
      case "cumprod" -> x.cumprod(0);
      case "cummax" -> x.cummax(0);
      case "cummin" -> x.cummin(0);
      case "cumArgmax" -> x.cumArgmax(0);
      case "cumArgmin" -> x.cumArgmin(0);
      case "logcumsumexp" -> x.logCumSumExp(0);
      case "sort" -> x.sort(0);
      case "sortDown" -> x.sort(0, true);
      case "argsort" -> x.argsort(0);
      case "argsortDown" -> x.argsort(0, true);
      case "median" -> x.median();
      case "mode" -> x.mode(0);
      case "quantile0" -> x.quantile(0);
      case "quantile1" -> x.quantile(1);
      case "quantile.5" -> x.quantile(0.5);
      case "quantile.25" -> x.quantile(0.25, 0);
      case "kth2" -> x.kthValue(2, 0);
      case "kth3" -> x.kthValue(3, 0);
      case "top2" -> x.topk(2, 0).values();
      case "low2" -> x.topk(2, 0, false).values();
      case "unique" -> x.unique();
      default -> throw new IllegalStateException("no operation " + operation);
    };
  }

  private static double[] numbers(List<String> words, DType dtype) {
    return words.stream().mapToDouble(word -> dtype.round(number(word, dtype))).toArray();
  }

  private static double number(String word, DType dtype) {
    boolean small = dtype == DType.F32;
    return switch (word) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "max" -> small ? Float.MAX_VALUE : Double.MAX_VALUE;
      case "-max" -> -number("max", dtype);
      case "min" -> small ? Float.MIN_VALUE : Double.MIN_VALUE;
      case "-min" -> -number("min", dtype);
      default -> Double.parseDouble(word);
    };
  }

  @Test
  void the_table_is_large_and_says_nothing_twice() {
    Assertions.assertThat(rows()).hasSizeGreaterThan(140);
    Assertions.assertThat(rows().stream().map(Row::toString)).doesNotHaveDuplicates();
  }
}
