// SPDX-License-Identifier: Apache-2.0
package chainrule.autograd;

import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;
import chainrule.tensor.Backward;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The gradients of a loss for one sample of a batch after the other. */
record PerSample(Function<List<Tensor>, Tensor> loss, List<Tensor> batch, List<Tensor> parameters) {

  List<Tensor> gradients() {
    long samples = samples();
    Tensor[] asked = parameters.toArray(Tensor[]::new);
    List<Storage> found = new ArrayList<>();
    for (Tensor parameter : asked) {
      Shape each = parameter.shape();
      found.add(SecondOrder.room("perSample", parameter.dtype(), Shape.of(samples), each));
    }
    for (long sample = 0; sample < samples; sample++) {
      List<Tensor> gradients = Backward.from(loss(sample)).retainGraph().gradients(asked);
      for (int i = 0; i < asked.length; i++) {
        SecondOrder.copy(gradients.get(i), found.get(i), sample);
      }
    }
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < asked.length; i++) {
      results.add(Tensor.of(whole(samples, asked[i]), found.get(i)));
    }
    return List.copyOf(results);
  }

  private static Shape whole(long samples, Tensor parameter) {
    return Shape.of(samples).concat(parameter.shape());
  }

  private Tensor loss(long sample) {
    Tensor value =
        Autograd.given(
            "perSample",
            loss.apply(batch.stream().map(each -> each.slice(0, sample, sample + 1)).toList()));
    if (value.count() != 1) {
      throw new ShapeException(
          "perSample: the loss of sample " + sample + " is " + value.spec() + "; needs one number",
          "reduce it with .sum() or .mean()");
    }
    return value;
  }

  private long samples() {
    if (batch.isEmpty() || parameters.isEmpty()) {
      throw new ArgumentException(
          "perSample: "
              + batch.size()
              + " tensors of samples and "
              + parameters.size()
              + " parameters; needs one or more of each");
    }
    for (Tensor each : batch) {
      if (each.rank() == 0 || each.size(0) != batch.getFirst().size(0)) {
        throw new ShapeException(
            "perSample: the batch is "
                + batch.stream().map(Tensor::spec).toList()
                + "; all need one first axis, of samples");
      }
    }
    return batch.getFirst().size(0);
  }
}
