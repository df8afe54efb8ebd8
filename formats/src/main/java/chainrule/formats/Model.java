// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.nn.Layer;
import chainrule.nn.Part;
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

  @Override
  public List<Part> parts() {
    return network.parts();
  }

  @Override
  public String label() {
    return network.label();
  }
}
