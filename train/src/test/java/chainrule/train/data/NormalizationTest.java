// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.ChainruleException;
import chainrule.error.DtypeException;
import chainrule.error.FormatException;
import chainrule.error.ShapeException;
import chainrule.formats.Json;
import chainrule.random.Rng;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {

  private static Dataset data(Tensor inputs) {
    return Dataset.of("d", inputs, Tensor.range(DType.I64, (int) inputs.size(0)), List.of());
  }

  @Test
  void features_by_hand() {
    // Feature 0: 1, 3, 5: mean 3, mean square off it 8/3. Feature 1 never changes.
    Tensor inputs = Tensor.of(DType.F64, 1, 7, 3, 7, 5, 7).reshape(3, 2);
    Normalization found = Normalization.byFeature(data(inputs));
    assertThat(found.means()).containsExactly(3.0, 7.0);
    assertThat(found.deviations()).containsExactly(Math.sqrt(8.0 / 3), 1.0);
    double one = 2 / Math.sqrt(8.0 / 3);
    assertThat(data(inputs).normalized(found).all().inputs().toDoubles())
        .containsExactly(-one, 0, 0, 0, one, 0);
    assertThat(found.apply(inputs).toDoubles()).containsExactly(-one, 0, 0, 0, one, 0);
    assertThat(inputs.toDoubles()).containsExactly(1, 7, 3, 7, 5, 7);
  }

  @Test
  void channels_get_mean_0_and_deviation_1() {
    Tensor inputs =
        Tensor.normal(DType.F32, Shape.of(20, 3, 4, 5), Rng.seed(1))
            .times(Tensor.of(1, 10, 100).reshape(3, 1, 1))
            .plus(Tensor.of(-5, 0, 1000).reshape(3, 1, 1));
    Normalization found = Normalization.byChannel(data(inputs));
    assertThat(found.means()).hasSize(3);
    Tensor scaled = data(inputs).normalized(found).all().inputs().to(DType.F64);
    for (int channel = 0; channel < 3; channel++) {
      Tensor one = scaled.slice(1, channel, channel + 1);
      assertThat(one.mean().item()).isCloseTo(0, within(1e-6));
      assertThat(one.square().mean().item()).isCloseTo(1, within(1e-6));
    }
    assertThat(Normalization.byChannel(data(inputs.reshape(20, 60))).means()).hasSize(1);
  }

  @Test
  void it_goes_through_json_to_the_same_bits() {
    Normalization found =
        Normalization.byFeature(data(Tensor.normal(DType.F32, Shape.of(9, 4), Rng.seed(2))));
    Json read = Json.parse(found.toJson().toText());
    assertThat(Normalization.of(read.asObject())).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'kind':'table','version':1,'means':[1],'deviations':[1]}",
        "{'kind':'normalization','version':2,'means':[1],'deviations':[1]}",
        "{'kind':'normalization','version':1,'means':[1]}",
        "{'kind':'normalization','version':1,'means':[],'deviations':[]}",
        "{'kind':'normalization','version':1,'means':[1],'deviations':[1,2]}",
        "{'kind':'normalization','version':1,'means':[1],'deviations':[0]}",
        "{'kind':'normalization','version':1,'means':[1],'deviations':[-1]}",
        "{'kind':'normalization','version':1,'means':[1e999],'deviations':[1]}",
        "{'kind':'normalization','version':1,'means':[1],'deviations':[1e999]}",
        "{'kind':'normalization','version':1,'means':['1'],'deviations':[1]}",
        "{'kind':'normalization','version':1,'means':1,'deviations':1}",
        "{'kind':'normalization','version':'1','means':[1],'deviations':[1]}"
      })
  void hostile_json_is_refused(String text) {
    assertThatThrownBy(() -> Normalization.of(Json.parse(text.replace('\'', '"')).asObject()))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void what_does_not_fit_is_refused() {
    Normalization three = new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    assertThatThrownBy(() -> data(Tensor.zeros(2, 4)).normalized(three))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith(
            "normalization: inputs of d have 4 elements each; needs a multiple of 3");
    assertThatThrownBy(() -> three.apply(Tensor.scalar(1))).isInstanceOf(ShapeException.class);
    Dataset integers = data(Tensor.range(DType.I64, 3).reshape(1, 3));
    assertThatThrownBy(() -> integers.normalized(three)).isInstanceOf(DtypeException.class);
    assertThatThrownBy(() -> Normalization.byFeature(integers)).isInstanceOf(DtypeException.class);
    assertThatThrownBy(() -> Normalization.byFeature(data(Tensor.zeros(2, 3)).first(0)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageStartingWith("normalization: d has no numbers");
    Tensor gap = Tensor.of(new double[][] {{1, 2}, {3, Double.NaN}});
    assertThatThrownBy(() -> Normalization.byFeature(data(gap)))
        .isInstanceOf(ChainruleException.class)
        .hasMessageStartingWith("normalization: element 1 of sample 1 of d is NaN");
  }
}
