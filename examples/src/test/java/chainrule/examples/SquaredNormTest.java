// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import chainrule.testkit.Sample;
import chainrule.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SquaredNormTest {

  private static final Pass PASS = SquaredNorm.passes();

  private static void assertGradient(String id, double... expected) {
    assertThat(PASS.gradient(id).toDoubles()).containsExactly(expected, within(1e-12));
  }

  @Test
  void row_17_the_gradients_of_a_squared_norm() {
    assertThat(PASS.value("q").toDoubles()).containsExactly(new double[] {.22, .26}, within(1e-12));
    assertThat(PASS.output().item()).isCloseTo(.116, within(1e-12));
    assertGradient("q", .44, .52);
    assertGradient("W", .088, .176, .104, .208);
    assertGradient("x", -.112, .636);
    Tensor q = PASS.value("q");
    Tensor turned = PASS.value("x").transpose();
    assertGradient("W", q.times(2).matmul(turned).toDoubles());
    assertGradient("x", PASS.value("W").transpose().matmul(q).times(2).toDoubles());
  }

  @Test
  void row_18_a_gradient_has_the_shape_of_what_it_belongs_to() {
    for (Node node : PASS.graph().nodes()) {
      assertThat(PASS.gradient(node.id()).shape()).as(node.id()).isEqualTo(node.shape());
    }
    Tensor dq = PASS.gradient("q");
    Tensor turned = PASS.value("x").transpose();
    assertThat(dq.matmul(turned).shape()).isEqualTo(Shape.of(2, 2));
    assertThat(turned.matmul(dq).shape()).isEqualTo(Shape.of(1, 1));
    assertThat(SquaredNorm.whole(PASS).shape()).isEqualTo(Shape.of(2, 2, 2));
    double[] weighted =
        Tensor.of(DType.F64, .44, .52).matmul(SquaredNorm.whole(PASS).reshape(2, 4)).toDoubles();
    assertGradient("W", weighted);
  }

  @Test
  void that_holds_for_every_operation() {
    List<String> judged = new ArrayList<>();
    for (Op operation : Samples.operations()) {
      for (Sample sample : Samples.of(operation, DType.F64)) {
        if (!sample.isLarge() && sample.hasGradients()) {
          Sample watched = sample.watched();
          assertShapes(watched);
          judged.add(operation.name());
        }
      }
    }
    assertThat(judged.stream().distinct()).hasSizeGreaterThan(50);
  }

  private static void assertShapes(Sample sample) {
    Tensor value = sample.value();
    Tensor upstream = Tensor.full(value.dtype(), value.shape(), 1);
    List<Tensor> inputs = sample.differentiable();
    List<Tensor> found =
        Autograd.of(value).upstream(upstream).gradients(inputs.toArray(Tensor[]::new));
    for (int i = 0; i < inputs.size(); i++) {
      assertThat(found.get(i).shape()).as(sample.toString()).isEqualTo(inputs.get(i).shape());
    }
  }
}
