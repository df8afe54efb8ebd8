// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import chainrule.formats.Model;
import chainrule.train.data.Dataset;
import chainrule.train.data.Digits;
import chainrule.train.record.RunRecord;
import chainrule.train.table.Transformation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a model is measured with: what DATA says, else what was held back of its run's data. */
final class TestData {

  private TestData() {}

  static Dataset of(Invocation call, Path file, Model model, TrainVerb training) {
    Json.JsonObject input = model.info().input();
    Optional<String> data = call.operand(1);
    if (data.isPresent() && Transformation.isIn(input)) {
      Path table = call.path("DATA", data.get());
      return Transformation.of(input).read(table, model.info().classes());
    }
    if (data.isPresent() && ArrayChoice.isOne(call.path("DATA", data.get()))) {
      return ArrayChoice.measured(call.path("DATA", data.get()), model, call);
    }
    if (data.isPresent() && FolderChoice.isOne(call.path("DATA", data.get()), input)) {
      return FolderChoice.measured(call.path("DATA", data.get()), model, call);
    }
    Path record = file.toAbsolutePath().resolveSibling("run.json");
    if (data.isEmpty() && Files.isRegularFile(record) && !input.equals(Digits.INPUT)) {
      RunRecord run = RunRecord.find(String.valueOf(record.getParent()), record);
      if (!run.configuration().members().isEmpty()) {
        return training.material(run, call).test();
      }
    }
    return DataChoice.test(data, Digits.TEST, call);
  }
}
