// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.autograd.GradCheck;
import chainrule.error.ArgumentException;
import chainrule.error.NonFiniteException;
import chainrule.error.ShapeException;
import chainrule.random.Rng;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactorizationTest {

  private static final double EPSILON = Math.ulp(1.0);

  static List<Tensor> squares() {
    return List.of(
        random("one", 1, 1),
        random("small", 3, 3),
        random("larger", 40, 40),
        random("turned", 7, 7).transpose(),
        random("batch", 2, 3, 5, 5),
        random("huge", 6, 6).times(0x1p1000),
        random("tiny", 6, 6).times(0x1p-1000),
        eye(4),
        eye(4).times(-3),
        hilbert(8),
        Tensor.zeros(0, 0).to(DType.F64),
        Tensor.zeros(0, 2, 2).to(DType.F64));
  }

  private static Tensor random(String name, long... sizes) {
    return Tensor.normal(DType.F64, Shape.of(sizes), Rng.seed(3).child(name));
  }

  private static Tensor eye(long n) {
    return Tensor.full(DType.F64, Shape.of(n), 1).diagEmbed();
  }

  private static Tensor hilbert(int n) {
    double[] values = new double[n * n];
    Arrays.setAll(values, i -> 1.0 / (i / n + i % n + 1));
    return Tensor.of(DType.F64, Shape.of(n, n), values);
  }

  private static Tensor of(int n, double... values) {
    return Tensor.of(DType.F64, Shape.of(n, n), values);
  }

  private static double most(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).map(Math::abs).max().orElse(0);
  }

  /** Off by a few roundings of the largest element for each row. */
  private static void assertNear(Tensor result, Tensor expected, double scale) {
    assertThat(result.shape()).isEqualTo(expected.shape());
    double bound = 10 * EPSILON * Math.max(1, result.shape().size(-2)) * scale;
    assertThat(most(result.minus(expected))).isLessThanOrEqualTo(bound);
  }

  // ------------------------------------------------------------------ reconstructions

  @ParameterizedTest
  @MethodSource("squares")
  void q_times_r_is_the_matrix(Tensor a) {
    var factors = a.qr();
    assertNear(factors.q().matmul(factors.r()), a, most(a));
    var identity = factors.q().transpose().matmul(factors.q());
    assertNear(identity, a.times(0).plus(identity.times(0)).plus(eye(a.size(-1))), 1);
    assertThat(most(factors.r().tril(-1))).isZero();
  }

  @Test
  void q_and_r_of_other_shapes_are_reduced() {
    for (var a : List.of(random("tall", 9, 4), random("wide", 4, 9), random("b", 2, 5, 3))) {
      var factors = a.qr();
      long k = Math.min(a.size(-2), a.size(-1));
      assertThat(factors.q().size(-1)).isEqualTo(k);
      assertThat(factors.r().size(-2)).isEqualTo(k);
      assertNear(factors.q().matmul(factors.r()), a, most(a));
    }
    assertThat(Tensor.zeros(3, 0).qr().q().shape()).isEqualTo(Shape.of(3, 0));
    assertThat(Tensor.zeros(0, 3).qr().r().shape()).isEqualTo(Shape.of(0, 3));
  }

  @Test
  void signs_of_r_are_those_of_lapack() {
    var factors = of(2, 3, 1, 4, 2).qr();
    assertThat(factors.r().toDoubles()[0]).isCloseTo(-5, within(1e-15));
    assertThat(eye(3).qr().r().toDoubles()).containsExactly(eye(3).toDoubles());
    assertThat(eye(3).times(-2).qr().r().toDoubles())
        .containsExactly(eye(3).times(-2).toDoubles(), within(0.0));
    assertThat(of(2, 0, 1, 0, 1).qr().r().toDoubles()[0]).isZero();
  }

  @ParameterizedTest
  @MethodSource("squares")
  void eigenvectors_give_the_symmetric_part(Tensor a) {
    var symmetric = a.times(0.5).plus(a.transpose().times(0.5));
    var factors = a.symmetricEigen();
    var v = factors.vectors();
    var back = v.matmul(factors.values().diagEmbed()).matmul(v.transpose());
    assertNear(back, symmetric, most(a));
    assertNear(symmetric.matmul(v), v.matmul(factors.values().diagEmbed()), most(a));
    var identity = v.transpose().matmul(v);
    assertNear(identity, identity.times(0).plus(eye(a.size(-1))), 1);
    var values = factors.values();
    if (values.count() > 0) {
      var next = values.slice(-1, 1, values.size(-1));
      assertThat(Arrays.stream(next.minus(values.slice(-1, 0, values.size(-1) - 1)).toDoubles()))
          .allMatch(gap -> gap >= 0);
    }
  }

  @Test
  void eigenvalues_of_known_matrices() {
    assertThat(of(2, 2, 1, 1, 2).symmetricEigenvalues().toDoubles())
        .containsExactly(new double[] {1, 3}, within(4 * EPSILON));
    var v = of(2, 2, 1, 1, 2).symmetricEigen().vectors().toDoubles();
    assertThat(Math.abs(v[0])).isCloseTo(Math.sqrt(0.5), within(EPSILON));
    var flat = Tensor.full(DType.F64, Shape.of(5, 5), 1).symmetricEigenvalues().toDoubles();
    assertThat(flat[4]).isCloseTo(5, within(1e-14));
    assertThat(flat[0]).isCloseTo(0, within(1e-14));
    var graded = of(2, 1e200, 1e-200, 1e-200, 1e-200).symmetricEigenvalues().toDoubles();
    assertThat(Arrays.stream(graded)).allMatch(Double::isFinite);
  }

  @ParameterizedTest
  @MethodSource("squares")
  void a_triangle_times_its_transpose_is_the_positive_definite_matrix(Tensor a) {
    double scale = Math.max(Double.MIN_NORMAL, most(a));
    var unit = a.over(scale);
    var positive = unit.matmul(unit.transpose()).plus(eye(a.size(-1)).times(1e-6));
    var lower = positive.cholesky();
    assertNear(lower.matmul(lower.transpose()), positive, Math.max(1, most(positive)));
    assertThat(most(lower.triu(1))).isZero();
    assertThat(positive.cholesky(true).toDoubles()).containsExactly(lower.transpose().toDoubles());
    var b = random("right", a.size(-1), 2);
    var x = lower.choleskySolve(b);
    assertNear(positive.matmul(x), x.times(0).plus(b), most(positive) * Math.max(1, most(x)));
  }

  @ParameterizedTest
  @MethodSource("squares")
  void a_solution_solves_and_an_inverse_inverts(Tensor a) {
    var b = random("right", a.size(-1), 3);
    var x = a.solve(b);
    assertNear(a.matmul(x), x.times(0).plus(b), Math.max(1, most(a) * most(x)) * 10);
    var inverse = a.inverse();
    var identity = a.matmul(inverse);
    double condition = Math.max(1, most(a) * most(inverse));
    assertNear(identity, identity.times(0).plus(eye(a.size(-1))), condition * a.size(-1) * 10);
  }

  @Test
  void small_numbers_come_out_exactly() {
    assertThat(of(2, 4, 7, 2, 6).determinant().item()).isCloseTo(10, within(1e-14));
    assertThat(of(2, 2, 0, 0, 4).inverse().toDoubles()).containsExactly(0.5, 0, 0, 0.25);
    assertThat(of(2, 0, 1, 1, 0).determinant().item()).isEqualTo(-1);
    assertThat(of(2, 0, 1, 1, 0).determinantSign().item()).isEqualTo(-1);
    assertThat(of(2, 0, 1, 1, 0).logDeterminant().item()).isNaN();
    assertThat(of(2, 1, 2, 2, 4).determinant().item()).isZero();
    assertThat(of(2, 1, 2, 2, 4).determinantSign().item()).isZero();
    assertThat(of(2, 1, 2, 2, 4).logDeterminant().item()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(eye(3).times(1e200).determinant().item()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(eye(3).times(1e200).logDeterminant().item())
        .isCloseTo(3 * StrictMath.log(1e200), within(1e-12));
    assertThat(Tensor.zeros(0, 0).determinant().item()).isEqualTo(1);
    assertThat(of(2, 4, 2, 2, 5).cholesky().toDoubles()).containsExactly(2, 0, 1, 2);
    assertThat(of(2, 1, 2, 3, 4).cofactors().toDoubles()).containsExactly(4, -3, -2, 1);
    var upper = of(2, 2, 1, 99, 4).triangularSolve(Tensor.of(DType.F64, 4, 8).unsqueeze(1), true);
    assertThat(upper.toDoubles()).containsExactly(1, 2);
  }

  @Test
  void vectors_are_right_sides_as_in_pytorch() {
    var a = random("a", 2, 3, 3);
    var vector = random("b", 3);
    var vectors = random("c", 2, 3);
    assertThat(a.solve(vector).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(a.solve(vectors).shape()).isEqualTo(Shape.of(2, 3));
    assertNear(a.matmul(a.solve(vectors).unsqueeze(-1)).squeeze(-1), vectors, 100);
    assertThat(a.solve(random("d", 3, 2)).shape()).isEqualTo(Shape.of(2, 3, 2));
  }

  @Test
  void powers_of_a_matrix() {
    var a = of(2, 1, 1, 1, 0);
    assertThat(a.matrixPower(10).toDoubles()).containsExactly(89, 55, 55, 34);
    assertThat(a.matrixPower(1)).isSameAs(a);
    assertThat(a.matrixPower(0).toDoubles()).containsExactly(1, 0, 0, 1);
    assertThat(a.matrixPower(-2).toDoubles()).containsExactly(1, -1, -1, 2);
    var swap = of(2, 0, 1, 1, 0);
    assertThat(swap.matrixPower(Integer.MIN_VALUE).toDoubles()).containsExactly(1, 0, 0, 1);
    assertThatThrownBy(() -> Tensor.ones(2, 3).matrixPower(2))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("matrixPower: input is F32[2, 3]; needs square matrices");
  }

  // ------------------------------------------------------------------ precision and bits

  @Test
  void f32_is_the_f64_result_rounded_once() {
    var a = random("a", 5, 5).to(DType.F32);
    List<Function<Tensor, Tensor>> methods =
        List.of(
            Tensor::inverse,
            Tensor::determinant,
            Tensor::cofactors,
            Tensor::symmetricEigenvalues,
            x -> x.qr().q(),
            x -> x.solve(Tensor.ones(5).to(x.dtype())));
    for (var method : methods) {
      assertThat(method.apply(a).toDoubles())
          .containsExactly(method.apply(a.to(DType.F64)).to(DType.F32).toDoubles());
    }
  }

  @Test
  void a_matrix_does_not_depend_on_its_batch() {
    var batch = random("batch", 3, 6, 6);
    List<Function<Tensor, Tensor>> methods =
        List.of(
            Tensor::inverse,
            Tensor::cofactors,
            x -> x.qr().r(),
            x -> x.symmetricEigen().vectors(),
            x -> x.matmul(x.transpose()).cholesky(),
            x -> x.solve(Tensor.ones(6, 2).to(DType.F64)));
    for (var method : methods) {
      for (int i = 0; i < 3; i++) {
        assertThat(method.apply(batch).select(0, i).toDoubles())
            .containsExactly(method.apply(batch.select(0, i)).toDoubles());
      }
    }
  }

  // ------------------------------------------------------------------ gradients at the edges

  @Test
  void a_singular_matrix_has_a_gradient_of_its_determinant() {
    var once = of(2, 1, 2, 2, 4).detach().requiresGrad();
    once.determinant().backward();
    assertThat(once.grad().toDoubles()).containsExactly(new double[] {4, -2, -2, 1}, within(1e-15));
    for (var a :
        List.of(
            of(3, 1, 2, 3, 2, 4, 6, 1, 0, 1),
            of(3, 1, 2, 3, 2, 4, 6, 3, 6, 9),
            eye(3).times(0),
            of(4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))) {
      GradCheck.of(Tensor::determinant).order(3).check(a.detach());
    }
    GradCheck.of(Tensor::determinant).order(2).check(hilbert(5));
  }

  @Test
  void equal_eigenvalues_have_gradients_and_their_vectors_have_not() {
    var a = eye(3).detach().requiresGrad();
    a.symmetricEigenvalues().times(Tensor.of(DType.F64, 1, 2, 3)).sum().backward();
    assertThat(a.grad().toDoubles()).containsExactly(1, 0, 0, 0, 2, 0, 0, 0, 3);
    var vectors = eye(2).detach().requiresGrad();
    var weights = Tensor.of(DType.F64, Shape.of(2, 2), 1, 2, 3, 4);
    vectors.symmetricEigen().vectors().times(weights).sum().backward();
    assertThat(Arrays.stream(vectors.grad().toDoubles())).anyMatch(each -> !Double.isFinite(each));
  }

  @Test
  void gradients_of_symmetric_matrices_are_symmetric() {
    var a = random("a", 4, 4);
    var positive = a.matmul(a.transpose()).plus(eye(4)).detach().requiresGrad();
    var g = Autograd.grad(positive.cholesky().square().sum(), positive).getFirst();
    assertThat(g.toDoubles()).containsExactly(g.transpose().toDoubles());
    GradCheck.of(x -> x.qr().q().times(x.qr().r())).order(2).check(positive.detach());
    GradCheck.of(Tensor::logDeterminant).order(3).check(positive.detach());
    GradCheck.of(x -> x.matrixPower(-2)).order(2).check(of(2, 2, 1, 0.5, 3).detach());
  }

  @Test
  void gradients_at_singular_matrices_are_infinite_or_nan_for_these_alone() {
    var batch = of(2, 2, 0, 0, 1).unsqueeze(0).concat(0, of(2, 1, 0, 0, 0).unsqueeze(0));
    var a = batch.detach().requiresGrad();
    a.logAbsDeterminant().sum().backward();
    assertThat(a.grad().select(0, 0).toDoubles())
        .containsExactly(new double[] {0.5, 0, 0, 1}, within(0.0));
    assertThat(a.grad().toDoubles()[7]).isInfinite();
    var b = batch.detach().requiresGrad();
    b.qr().r().sum().backward();
    assertThat(Arrays.stream(b.grad().select(0, 0).toDoubles())).allMatch(Double::isFinite);
    assertThat(Arrays.stream(b.grad().select(0, 1).toDoubles()))
        .allMatch(each -> Double.isNaN(each));
  }

  @Test
  void many_matrices_without_elements_take_no_time() {
    var none = Tensor.zeros(1L << 40, 0, 0);
    assertThat(none.inverse().shape()).isEqualTo(none.shape());
    assertThat(none.cholesky().shape()).isEqualTo(none.shape());
    assertThat(none.cofactors().shape()).isEqualTo(none.shape());
    var nothing = Tensor.zeros(1L << 40, 2, 0);
    assertThat(eye(2).to(DType.F32).solve(nothing).shape()).isEqualTo(nothing.shape());
  }

  @Test
  void the_second_gradient_of_a_determinant_does_not_depend_on_the_batch() {
    var regular = of(2, 2, 1, 0.5, 3).unsqueeze(0);
    var singular = of(2, 1, 2, 2, 4).unsqueeze(0);
    var alone = secondOfDeterminant(regular);
    var together = secondOfDeterminant(regular.concat(0, singular));
    assertThat(together.slice(0, 0, 1).toDoubles()).containsExactly(alone.toDoubles());
    assertThat(Arrays.stream(together.toDoubles())).allMatch(Double::isFinite);
  }

  private static Tensor secondOfDeterminant(Tensor matrices) {
    var a = matrices.detach().requiresGrad();
    var first = Autograd.of(a.determinant().square().sum()).createGraph().gradient(a);
    return Autograd.of(first.square().sum()).gradient(a);
  }

  @Test
  void rotations_that_do_not_end_are_an_error_of_ours() {
    double[] matrix = {1, 2, 3, 2, 4, 5, 3, 5, 6};
    assertThatThrownBy(() -> new Rotations(matrix, 3, 1))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith(
            "symmetricEigen: a matrix of 3 rows is not diagonal after 1 sweeps");
  }

  @Test
  void eigenvalues_of_numbers_that_are_not_finite_are_refused() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      var matrix = Tensor.of(DType.F64, new double[][] {{1, 2}, {2, wrong}});
      assertThatThrownBy(matrix::symmetricEigen)
          .isInstanceOf(NonFiniteException.class)
          .hasMessageStartingWith("symmetricEigen: matrix F64[2, 2] holds " + wrong);
    }
  }
}
