// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.TensorAssert.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Products of vectors and maxout, by hand. */
class VectorsTest {

  private static Tensor f64(double... values) {
    return Tensor.of(DType.F64, values);
  }

  @Test
  void a_dot_product_swaps_its_vectors() {
    var a = f64(2, -3).requiresGrad();
    var b = f64(-1, -2).requiresGrad();
    var dot = a.dot(b);
    assertThat(dot).hasShape().hasElements(4.0);
    dot.backward(Tensor.scalar(DType.F64, 10));
    assertThat(a.grad()).hasElements(-10, -20.0);
    assertThat(b.grad()).hasElements(20, -30.0);
  }

  @Test
  void a_dot_product_is_the_matrix_product_bit_by_bit() {
    var a = Tensor.normal(DType.F32, Shape.of(3000), Rng.seed(1));
    var b = Tensor.normal(DType.F32, Shape.of(3000), Rng.seed(2));
    var product = a.reshape(1, -1).matmul(b.reshape(-1, 1)).reshape();
    assertThat(a.dot(b)).hasBits(product);
    assertThat(a.matmul(b)).hasBits(product);
    assertThat(f64().dot(f64())).hasElements(0.0);
  }

  @Test
  void an_outer_product_has_every_pair() {
    var a = f64(1, 2).requiresGrad();
    var b = f64(3, 4, -0.0).requiresGrad();
    var outer = a.outer(b);
    assertThat(outer).hasShape(2, 3).hasElements(3, 4, -0.0, 6, 8, -0.0);
    outer.backward(Tensor.of(DType.F64, Shape.of(2, 3), 1, 0, 0, 10, 0, 100));
    assertThat(a.grad()).hasElements(3, 30.0);
    assertThat(b.grad()).hasElements(21, 0, 200.0);
  }

  @Test
  void maxout_keeps_the_largest_of_each_group() {
    var x = Tensor.of(DType.F64, new double[][] {{1, 5, 2, 2}, {-1, -3, 0, 7}});
    assertThat(x.maxout(2)).hasShape(2, 2).hasElements(5, 2, -1, 7.0);
    assertThat(x.maxout(4)).hasShape(2, 1).hasElements(5, 7.0);
    assertThat(x.maxout(1)).hasBits(x);
    var leaf = x.detach().requiresGrad();
    leaf.maxout(2).backward(Tensor.of(DType.F64, Shape.of(2, 2), 1, 2, 3, 4));
    assertThat(leaf.grad()).as("the first of equals").hasElements(0, 1, 2, 0, 3, 0, 0, 4.0);
    assertThat(f64(1, Double.NaN).maxout(2)).hasElements(Double.NaN);
  }

  @Test
  void maxout_of_a_number_and_its_negative_is_its_size() {
    var x = f64(-3).requiresGrad();
    var size = x.concat(0, x.negate()).maxout(2);
    assertThat(size).hasElements(3.0);
    assertThat(Autograd.grad(size.sum(), x).getFirst()).hasElements(-1.0);
  }
}
