// SPDX-License-Identifier: Apache-2.0
package chainrule.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chainrule.graph.Pass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StagedSigmoidTest {

  @Test
  void row_11_staged_code_gives_the_gradients_of_the_neuron() {
    StagedSigmoid.Gradients found =
        StagedSigmoid.gradients(List.of(2.0, -3.0, -3.0), List.of(-1.0, -2.0));
    List<Double> all =
        Stream.of(List.of(found.ddot()), found.dx(), found.dw()).flatMap(List::stream).toList();
    List<Double> expected = List.of(.196612, .393224, -.589836, -.196612, -.393224, .196612);
    Pass graph = SigmoidNeuron.graph().forward().backward();
    List<String> nodes = List.of("add4", "x0", "x1", "w0", "w1", "w2");
    assertThat(all).hasSameSizeAs(expected);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i)).isCloseTo(expected.get(i), within(1e-6));
      assertThat(all.get(i)).isCloseTo(graph.gradient(nodes.get(i)).item(), within(1e-15));
    }
  }
}
