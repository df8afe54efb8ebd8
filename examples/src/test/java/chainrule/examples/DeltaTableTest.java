// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Pass;
import chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DeltaTableTest {

  private static final Pass PASS = DeltaTable.graph().forward().backward();

  private static void assertEqual(Tensor found, String node) {
    assertThat(PASS.gradient(node).toDoubles())
        .as(node)
        .containsExactly(found.toDoubles(), within(1e-15));
    assertThat(found.abs().min().item()).as(node).isGreaterThan(1e-7);
  }

  @Test
  void row_51_the_delta_table_equals_the_gradients_of_the_weighted_sums() {
    var deltas = DeltaTable.deltas(DeltaTable.graph().forward());
    assertThat(deltas).containsOnlyKeys(3, 2, 1);
    deltas.forEach((l, delta) -> {
      assertEqual(delta, "z" + l);
      assertEqual(delta, "b" + l);
      Tensor before = PASS.value("a" + (l - 1));
      assertEqual(delta.reshape(-1, 1).times(before.reshape(1, -1)), "W" + l);
    });
  }
}
