// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.libtorch;

import chainrule.bench.work.Contender;
import chainrule.bench.work.Job;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One row through linear layers, from a Java array to a Java array. */
final class Inference implements Contender {

  private final List<Tensor> parameters = new ArrayList<>();
  private final float[] input;
  private final float[] output;
  private final FloatPointer memory;
  private final Tensor row;

  Inference(Job.Predict job) {
    for (int i = 0; i < job.parameters().size(); i++) {
      parameters.add(Torch.of(job.parameters().get(i), job.net().shapes().get(i)));
    }
    input = job.input();
    output = new float[job.net().sizes().getLast()];
    memory = new FloatPointer(input.length);
    row = torch.from_blob(memory, 1, input.length);
  }

  @Override
  public void run() {
    memory.put(input);
    try (var _ = new InferenceMode(true)) {
      Tensor value = row;
      for (int i = 0; i < parameters.size(); i += 2) {
        value = torch.addmm(parameters.get(i + 1), value, parameters.get(i));
        value = i + 2 < parameters.size() ? value.relu_() : value;
      }
      value.data_ptr_float().get(output);
    }
  }

  @Override
  public double check() {
    run();
    double sum = 0;
    for (float value : output) {
      sum += Math.abs(value);
    }
    return sum / output.length;
  }
}
