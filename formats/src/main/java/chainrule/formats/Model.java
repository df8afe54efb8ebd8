// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.Shape;
import chainrule.error.StateException;
import chainrule.nn.Layer;
import chainrule.nn.Part;
import chainrule.nn.Predictor;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;

/**
 * A network read from a file, with what the file says of it. Safe for use by many threads.
 *
 * <p>Records no graph unless a gradient scope asks for one ({@code Training.scope} or {@code
 * Autograd.withGrad}); a trainer does, so a loaded model can be trained on.
 *
 * @param network the function; its parameters keep their names
 * @param info what it was trained on and how
 */
public record Model(Layer network, ModelInfo info) implements Layer {

  @Override
  public Tensor forward(Tensor x) {
    Context context = Context.current();
    return context.recording() == Context.Recording.UNSET
        ? context.withRecording(false).call(() -> network.forward(x))
        : network.forward(x);
  }

  /**
   * The network made ready to answer for single samples, whose sizes its first layers tell: a row
   * as long as a linear layer takes, or as one is made an image of.
   *
   * @throws StateException if they do not tell, or it cannot be compiled
   */
  public Predictor predictor() {
    Shape sample =
        FirstLayer.sample(network)
            .orElseThrow(() ->
                new StateException(
                    "predictor: the first layers of " + label() + " do not tell what it takes",
                    "give the sizes of a sample: predictor(1, 28, 28)"));
    return predictor(sample.sizes());
  }

  /**
   * The network made ready to answer for single samples.
   *
   * @param sample the sizes of one, without those of a batch
   * @throws chainrule.error.ShapeException if the network does not take such samples
   * @throws StateException if it cannot be compiled
   */
  public Predictor predictor(long... sample) {
    return Predictor.of(network, sample);
  }

  @Override
  public List<Part> parts() {
    return network.parts();
  }

  @Override
  public String label() {
    return network.label();
  }
}
