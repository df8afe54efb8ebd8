// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.plan.Compiled;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompiledOpsTest {

  @Test
  void every_operation_is_compiled_with_its_gradients() {
    Map<String, String> refusals = new TreeMap<>();
    int compiled = 0;
    for (Op op : Samples.operations()) {
      for (Sample sample : OpLaws.samples(op)) {
        if (!sample.isLarge()) {
          Compiled function = BitLaws.compiled(sample);
          Tensor[] inputs = sample.inputs().toArray(Tensor[]::new);
          function.apply(inputs);
          function.apply(inputs);
          function
              .refusal(inputs)
              .ifPresent(reason -> refusals.put(op.name() + ": " + reason, sample.toString()));
          compiled += function.workspace(inputs).isPresent() ? 1 : 0;
        }
      }
    }
    System.out.println("compiled: " + compiled + " calls; not: " + refusals);
    assertThat(refusals).isEmpty();
  }
}
