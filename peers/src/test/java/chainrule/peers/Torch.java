// SPDX-License-Identifier: Apache-2.0
package chainrule.peers;

import chainrule.testkit.Script;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What libtorch computes for a script.
 *
 * @param values of each line, in order
 * @param gradients of each differentiated line, in order
 */
record Torch(List<double[]> values, List<double[]> gradients) {

  /** Runs a script forward and back. */
  static Torch run(Script script) {
    try (var _ = new PointerScope()) {
      List<Tensor> tensors = new ArrayList<>();
      for (Script.Line line : script.lines()) {
        tensors.add(
            switch (line) {
              case Script.Given(var value, boolean differentiated) -> leaf(value, differentiated);
              case Script.Applied(var op, List<Integer> inputs) ->
                  TorchRules.apply(op, inputs.stream().map(tensors::get).toList());
            });
      }
      Tensor total = tensors.getLast();
      if (total.requires_grad()) {
        total.backward();
      }
      List<double[]> gradients = new ArrayList<>();
      for (int line : script.differentiated()) {
        Tensor gradient = tensors.get(line).grad();
        gradients.add(
            gradient.defined() ? numbers(gradient) : new double[(int) tensors.get(line).numel()]);
      }
      return new Torch(tensors.stream().map(Torch::numbers).toList(), gradients);
    }
  }

  /** One operation on given inputs. */
  static double[] one(chainrule.tensor.Op op, List<chainrule.tensor.Tensor> inputs) {
    try (var _ = new PointerScope()) {
      return numbers(
          TorchRules.apply(op, inputs.stream().map(input -> leaf(input, false)).toList()));
    }
  }

  private static Tensor leaf(chainrule.tensor.Tensor value, boolean differentiated) {
    Tensor plain = Tensor.create(value.toDoubles(), value.shape().sizes());
    Tensor leaf = plain.to(TorchRules.type(value.dtype())).detach();
    return differentiated ? leaf.set_requires_grad(true) : leaf;
  }

  private static double[] numbers(Tensor tensor) {
    Tensor flat = tensor.detach().to(torch.ScalarType.Double).contiguous().reshape(-1);
    double[] numbers = new double[(int) flat.numel()];
    if (numbers.length > 0) {
      DoubleBuffer buffer = flat.createBuffer();
      buffer.get(numbers);
    }
    return numbers;
  }
}
