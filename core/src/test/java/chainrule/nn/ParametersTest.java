// SPDX-License-Identifier: Apache-2.0
package chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.Shape;
import chainrule.error.StateException;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersTest {

  /** A layer that is never applied. */
  private interface Unused extends Layer {
    @Override
    default Tensor forward(Tensor x) {
      return x;
    }
  }

  private record Tree(Tensor scale, List<Linear> blocks, Optional<Linear> head, int depth)
      implements Unused {}

  private record Twice(Linear first, Linear second) implements Unused {}

  private record InArray(Linear[] blocks) implements Unused {}

  private record InMap(Map<String, Linear> blocks) implements Unused {}

  private record InSet(Set<Tensor> weights) implements Unused {}

  private record Harmless(int[] sizes, String[] names, Map<String, Integer> counts)
      implements Unused {}

  private static Linear linear() {
    return Linear.of(2, 3, Rng.seed(1));
  }

  @Test
  void leaves_are_found_through_lists_options_and_layers_in_order() {
    Tree tree = new Tree(Tensor.ones(1), List.of(linear(), linear()), Optional.of(linear()), 2);
    Parameters parameters = Parameters.of(tree);
    assertThat(parameters.all().sequencedKeySet())
        .containsExactly(
            "scale",
            "blocks.0.weight",
            "blocks.0.bias",
            "blocks.1.weight",
            "blocks.1.bias",
            "head.weight",
            "head.bias");
    assertThat(parameters.trained()).hasSize(6);
    assertThat(parameters.count()).isEqualTo(3 * (6 + 3));
    assertThat(parameters.get("scale")).containsSame(tree.scale());
    assertThat(parameters.get("head.scale")).isEmpty();
  }

  @Test
  void a_leaf_on_two_paths_is_one_parameter_under_the_first() {
    Linear shared = linear();
    assertThat(Parameters.of(new Twice(shared, shared)).all().sequencedKeySet())
        .containsExactly("first.weight", "first.bias");
  }

  @Test
  void layers_and_tensors_where_they_have_no_name_or_order_are_refused() {
    assertRefused(new InArray(new Linear[] {linear()}), "blocks", "Linear[]");
    assertRefused(new InMap(Map.of("a", linear())), "blocks", "Map1");
    assertRefused(new InSet(Set.of(Tensor.ones(1))), "weights", "Set12");
    assertThat(Parameters.of(new Harmless(new int[2], new String[] {"a"}, Map.of("a", 1))).all())
        .isEmpty();
  }

  private static void assertRefused(Layer layer, String component, String holder) {
    assertThatThrownBy(() -> Parameters.of(layer))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("component " + component + " holds tensors or layers in a " + holder)
        .hasMessageContaining("make it a List");
  }

  /** The digest was computed from the documented bytes by another program. */
  @Test
  void the_digest_is_of_the_bytes_that_are_documented() {
    record Every(Tensor weight, Tensor tiny, Tensor small, Tensor flags, Tensor count, Tensor bias)
        implements Unused {}
    Every every =
        new Every(
            Tensor.of(Shape.of(2, 1), new float[] {1.5f, Float.intBitsToFloat(0xffc00123)}),
            Tensor.of(Shape.of(3), new byte[] {0, -128, -1}),
            Tensor.of(Shape.of(1), new int[] {-7}),
            Tensor.of(Shape.of(2), new boolean[] {true, false}),
            Tensor.of(Shape.SCALAR, new long[] {-5}),
            Tensor.of(Shape.of(2), new double[] {-0.0, 1e-310}));
    assertThat(Parameters.of(every).sha256())
        .isEqualTo("43851c30c43490fa9d00ffc6e4e7cc191d92e2b70604806dfab06dcfd9398edf");
  }

  @Test
  void two_leaves_of_one_path_are_refused() {
    Layer clashing =
        new Unused() {
          @Override
          public List<Part> parts() {
            return List.of(
                new Part.Leaf("weight", Tensor.ones(1)), new Part.Leaf("weight", Tensor.ones(2)));
          }

          @Override
          public String label() {
            return "Clash";
          }
        };
    assertThatThrownBy(() -> Parameters.of(clashing))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("two leaves of Clash have the path weight");
  }

  @Test
  void a_layer_that_is_no_record_must_tell_its_parts() {
    assertThatThrownBy(() -> Parameters.of(new Unused() {}))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("is not a record")
        .hasMessageContaining("make it a record, or override parts()");
  }
}
