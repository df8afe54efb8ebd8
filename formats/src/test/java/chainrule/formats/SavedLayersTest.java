// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.error.FormatException;
import chainrule.error.StateException;
import chainrule.nn.AdaptiveAveragePool2d;
import chainrule.nn.AveragePool2d;
import chainrule.nn.BatchNorm;
import chainrule.nn.ColumnEmbedding;
import chainrule.nn.Conv2d;
import chainrule.nn.Dropout;
import chainrule.nn.Embedding;
import chainrule.nn.Flatten;
import chainrule.nn.Init;
import chainrule.nn.Layer;
import chainrule.nn.LayerNorm;
import chainrule.nn.Linear;
import chainrule.nn.MaxPool2d;
import chainrule.nn.Maxout;
import chainrule.nn.Mlp;
import chainrule.nn.Nonlinearity;
import chainrule.nn.Parameters;
import chainrule.nn.Residual;
import chainrule.nn.Sequential;
import chainrule.nn.Training;
import chainrule.nn.Unflatten;
import chainrule.random.Rng;
import chainrule.tensor.Activation;
import chainrule.tensor.Rectifier;
import chainrule.tensor.Sliding;
import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer of the library comes back from a file as it was. */
class SavedLayersTest {

  private static final Rng RNG = Rng.seed(5);

  /** Trees that describe no network. */
  private static final String BROKEN =
      """
      {}
      {'type':7}
      {'type':'Conv3d'}
      {'type':'Dropout'}
      {'type':'Dropout','rate':2}
      {'type':'Dropout','rate':-1}
      {'type':'Dropout','rate':'0.5'}
      {'type':'BatchNorm','channels':0,'momentum':0.1,'epsilon':1e-5}
      {'type':'BatchNorm','channels':-3,'momentum':0.1,'epsilon':1e-5}
      {'type':'BatchNorm','channels':2147483647,'momentum':0.1,'epsilon':1e-5}
      {'type':'BatchNorm','channels':3,'momentum':7,'epsilon':1e-5}
      {'type':'BatchNorm','channels':3,'momentum':0.1,'epsilon':-1}
      {'type':'BatchNorm','channels':3,'momentum':1e999,'epsilon':1}
      {'type':'LayerNorm','sizes':[],'epsilon':1e-5}
      {'type':'LayerNorm','sizes':[3,0],'epsilon':1e-5}
      {'type':'LayerNorm','sizes':[2147483647,2147483647,2147483647],'epsilon':1e-5}
      {'type':'LayerNorm','sizes':3,'epsilon':1e-5}
      {'type':'Embedding','count':0,'size':4}
      {'type':'Embedding','count':2147483647,'size':2147483647}
      {'type':'Embedding','count':4,'size':4,'padding':4}
      {'type':'Embedding','count':4,'size':4,'padding':'no'}
      {'type':'ColumnEmbedding','in':4,'columns':[1],'tables':[]}
      {'type':'ColumnEmbedding','in':4,'columns':[],'tables':[]}
      {'type':'ColumnEmbedding','in':4,'columns':[4],'tables':[{'count':2,'size':2}]}
      {'type':'ColumnEmbedding','in':4,'columns':[-1],'tables':[{'count':2,'size':2}]}
      {'type':'ColumnEmbedding','in':4,'columns':[0.5],'tables':[{'count':2,'size':2}]}
      {'type':'ColumnEmbedding','in':4,'columns':[1],'tables':[{'count':2}]}
      {'type':'ColumnEmbedding','in':4,'columns':[1],'tables':[7]}
      {'type':'ColumnEmbedding','in':0,'columns':[0],'tables':[{'count':2,'size':2}]}
      {'type':'ColumnEmbedding','columns':[0],'tables':[{'count':2,'size':2}]}
      {'type':'Conv2d','in':1,'out':1,'window':[3],'bias':true}
      {'type':'Conv2d','in':1,'out':1,'window':[3,3,3],'bias':true}
      {'type':'Conv2d','in':1,'out':1,'window':[0,3],'bias':true}
      {'type':'Conv2d','in':1,'out':1,'window':[3,3]}
      {'type':'Conv2d','in':65536,'out':65536,'window':[65536,65536],'bias':true}
      {'type':'Conv2d','in':3,'out':4,'window':[3,3],'bias':true,'groups':2}
      {'type':'Conv2d','in':4,'out':3,'window':[3,3],'bias':true,'groups':2}
      {'type':'Conv2d','in':4,'out':4,'window':[3,3],'bias':true,'groups':0}
      {'type':'Conv2d','in':4,'out':4,'window':[3,3],'bias':true,'stride':[]}
      {'type':'Conv2d','in':4,'out':4,'window':[3,3],'bias':true,'stride':[0]}
      {'type':'Conv2d','in':4,'out':4,'window':[3,3],'bias':true,'before':[-1]}
      {'type':'Conv2d','in':4,'out':4,'window':[3,3],'bias':true,'same':1}
      {'type':'MaxPool2d','window':[2147483648,1]}
      {'type':'MaxPool2d'}
      {'type':'AveragePool2d','window':[2,2]}
      {'type':'AdaptiveAveragePool2d','places':[1]}
      {'type':'AdaptiveAveragePool2d','places':[1,0]}
      {'type':'Unflatten','sizes':[]}
      {'type':'Unflatten','sizes':[1.5]}
      {'type':'Unflatten','sizes':[2147483647,2147483647,2147483647]}
      {'type':'Maxout','pieces':0}
      {'type':'Maxout','pieces':2147483648}
      {'type':'Residual'}
      {'type':'Residual','body':[]}
      {'type':'Residual','body':{'type':'Flatten'},'projection':{'type':'None'}}
      {'type':'Sequential','layers':{}}
      {'type':'Sequential','layers':[7]}
      {'type':'Linear','in':99999,'out':99999,'bias':true}
      {'type':'Mlp','sizes':[99999,99999],'hidden':'relu'}
      {'type':'Mlp','sizes':[3],'hidden':'relu'}
      {'type':'Activation','of':'rectified'}
      """;

  @TempDir private Path folder;

  static Stream<Layer> layers() {
    Sliding all = Sliding.by(2, 1).padding(1, 0).dilation(1, 2).groups(2);
    return Stream.of(
        Mlp.of("3-4-2", Activation.RELU, RNG).withOutput(Activation.SIGMOID),
        Linear.of(3, 4, RNG),
        new Nonlinearity(Activation.GELU),
        Maxout.of(4),
        Maxout.of(3, 2, 5, RNG),
        one(),
        Embedding.of(5, 3, 2, RNG),
        new ColumnEmbedding(7, List.of(0L, 5L), List.of(one(), Embedding.of(2, 4, 1, RNG))),
        Dropout.of(0.25),
        BatchNorm.of(3, 0.25, 1e-3),
        LayerNorm.of(Shape.of(3, 4), 1e-6),
        Conv2d.of(2, 4, 3, RNG),
        Conv2d.of(2, 4, Shape.of(3, 2), all, Init.HE, RNG).withoutBias(),
        Conv2d.of(2, 4, 3, Sliding.same(), RNG),
        MaxPool2d.of(2),
        MaxPool2d.of(3, Sliding.by(2).padding(1).ceil()),
        AveragePool2d.of(2),
        new AveragePool2d(Shape.of(2, 3), Sliding.by(1).padding(1), false),
        AdaptiveAveragePool2d.of(2, 1),
        Flatten.of(),
        Unflatten.of(1, 28, 28),
        Residual.of(Linear.of(3, 3, RNG)),
        Residual.of(Sequential.of(Linear.of(3, 2, RNG), Dropout.of(0.5)), Linear.of(3, 2, RNG)),
        convolutional());
  }

  private static Embedding one() {
    return Embedding.of(5, 3, RNG);
  }

  private static Sequential convolutional() {
    return Sequential.of(
            Unflatten.of(1, 8, 8),
            Conv2d.of(1, 4, 3, Sliding.valid().padding(1), RNG).withoutBias(),
            BatchNorm.of(4))
        .then(Activation.RELU)
        .then(MaxPool2d.of(2))
        .then(Residual.of(Conv2d.of(4, 4, 3, Sliding.same(), RNG.child(1))))
        .then(AdaptiveAveragePool2d.of(1, 1))
        .then(Flatten.of())
        .then(Dropout.of(0.5))
        .then(Linear.of(4, 3, RNG));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void a_layer_comes_back_with_its_bits_and_options(Layer layer) {
    Path file = folder.resolve("model.safetensors");
    Models.save(layer, file);
    Model loaded = Models.load(file);
    assertThat(loaded.network().label()).isEqualTo(layer.label());
    assertThat(Parameters.of(loaded).sha256()).isEqualTo(Parameters.of(layer).sha256());
    assertThat(Parameters.of(loaded).count()).isEqualTo(Parameters.of(layer).count());
    assertThat(NetJson.write(loaded)).isEqualTo(NetJson.write(layer)).isPresent();
  }

  @Test
  void a_trained_network_answers_the_same_when_it_comes_back() {
    Sequential network = convolutional();
    Tensor x = Tensor.normal(DType.F32, Shape.of(5, 64), RNG.child("x"));
    BatchNorm norm = (BatchNorm) network.layers().get(2);
    Training.scope(() -> norm.apply(Tensor.normal(DType.F32, Shape.of(5, 4, 3, 3), RNG)));
    Path file = folder.resolve("model.safetensors");
    Models.save(network, file);
    Model loaded = Models.load(file);
    assertThat(loaded.apply(x).toDoubles()).containsExactly(network.apply(x).toDoubles());
    float[] first = Arrays.copyOf(x.toFloats(), 64);
    assertThat(loaded.predictor().predict(first))
        .containsExactly(network.apply(x.slice(0, 0, 1)).toFloats());
  }

  @Test
  void a_predictor_asks_for_sizes_that_the_first_layers_do_not_tell() {
    for (Layer layer : new Layer[] {Conv2d.of(1, 2, 3, RNG), Embedding.of(4, 2, RNG)}) {
      Sequential network = Sequential.of(layer, Flatten.of(), Linear.of(8, 2, RNG));
      assertThatThrownBy(() -> new Model(network, ModelInfo.empty()).predictor())
          .isInstanceOf(StateException.class)
          .hasMessageContaining("give the sizes of a sample");
    }
    assertThat(new Model(convolutional(), ModelInfo.empty()).predictor().sample())
        .isEqualTo(Shape.of(64));
    Layer rows = new ColumnEmbedding(6, List.of(2L), List.of(one()));
    assertThat(new Model(Sequential.of(rows), ModelInfo.empty()).predictor().sample())
        .isEqualTo(Shape.of(6));
  }

  @Test
  void an_activation_that_its_name_does_not_tell_is_not_described() {
    Layer leaky = new Nonlinearity(new Rectifier.LeakyRelu(0.2));
    assertThat(NetJson.write(leaky)).isEmpty();
    assertThat(NetJson.write(Sequential.of(leaky))).isEmpty();
    assertThat(NetJson.write(Residual.of(leaky))).isEmpty();
    assertThat(NetJson.write(Residual.of(Flatten.of(), leaky))).isEmpty();
    assertThat(NetJson.write(Mlp.of("2-2", new Rectifier.LeakyRelu(0.2), RNG))).isEmpty();
    assertThat(NetJson.write(new Nonlinearity(Activation.LEAKY_RELU))).isPresent();
  }

  /** As version 0.1 of the program wrote it. */
  @Test
  void trees_of_earlier_files_are_read() {
    assertRead("{'type':'Mlp','sizes':[3,2],'hidden':'relu','output':'sigmoid'}", "Mlp(3-2)");
    assertRead("{'type':'Linear','in':3,'out':2,'bias':false}", "Linear(3 -> 2)");
    assertRead("{'type':'Sequential','layers':[{'type':'Activation','of':'tanh'}]}", "Sequential");
  }

  private static void assertRead(String tree, String label) {
    Layer layer = NetJson.read(Json.parse(tree.replace('\'', '"')).asObject(), new NetLeaves(0));
    assertThat(layer.label()).isEqualTo(label);
  }

  static Stream<String> broken() {
    String manyAxes = "{'type':'Unflatten','sizes':[1" + ",1".repeat(32) + "]}";
    return Stream.concat(BROKEN.lines(), Stream.of(manyAxes));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void trees_that_describe_no_network_are_refused_with_file_and_key(String tree) {
    Path file = folder.resolve("model.safetensors");
    SafetensorsFile whole = Models.content(Linear.of(2, 3, RNG), ModelInfo.empty());
    var metadata = new TreeMap<>(whole.metadata());
    metadata.put("chainrule.net", tree.replace('\'', '"'));
    AtomicFile.creating(file).write(SafetensorsFile.of(metadata, whole.entries())::writeTo);
    assertThatThrownBy(() -> Models.load(file))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("model: " + file + ": chainrule.net: ");
  }

  @Test
  void layers_inside_layers_end_where_json_does() {
    String open = "{'type':'Residual','body':".repeat(100_000);
    Path file = folder.resolve("model.safetensors");
    SafetensorsFile whole = Models.content(Linear.of(2, 3, RNG), ModelInfo.empty());
    var metadata = new TreeMap<>(whole.metadata());
    metadata.put("chainrule.net", open.replace('\'', '"'));
    AtomicFile.creating(file).write(SafetensorsFile.of(metadata, whole.entries())::writeTo);
    assertThatThrownBy(() -> Models.load(file)).isInstanceOf(FormatException.class);
  }
}
