// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.error.ChainruleException;
import chainrule.error.FormatException;
import chainrule.formats.AtomicFolder;
import chainrule.formats.Json;
import chainrule.formats.Sha256;
import chainrule.train.EpochReport;
import chainrule.train.EpochReportJson;
import chainrule.train.EvaluationJson;
import chainrule.train.Position;
import chainrule.train.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The manifest of a checkpoint: what its files are, and where the run is. */
final class ManifestJson {

  private static final long VERSION = 1;
  private static final String RUN = "run";
  private static final String BEST = "best";
  private static final String DIGEST = "sha256";

  private ManifestJson() {}

  /**
   * A file of the checkpoint.
   *
   * @param sha256 of its bytes
   */
  record Part(String name, long bytes, String sha256) {}

  /** Which weights are the best so far, where they are kept. */
  record BestMark(int epoch, long steps, double loss) {}

  /**
   * What a manifest says.
   *
   * @param isComplete whether a run can go on from it, rather than only end with its weights
   */
  record Contents(
      boolean isComplete,
      List<Part> files,
      Optional<Position> position,
      List<EpochReport> epochs,
      Optional<BestMark> best,
      Json.JsonObject plan) {

    /** Keeps its own copies of the lists. */
    Contents {
      files = List.copyOf(files);
      epochs = List.copyOf(epochs);
    }
  }

  static Json.JsonObject of(Snapshot snapshot, Json.JsonObject plan) {
    Position at = snapshot.position();
    Json.JsonObject manifest =
        Json.object()
            .with("v", VERSION)
            .with("kind", RUN)
            .with("plan", plan)
            .with(
                "position",
                Json.object()
                    .with("epoch", at.epoch())
                    .with("batches", at.batches())
                    .with("steps", at.steps())
                    .with("loss_sum", EvaluationJson.number(at.lossSum()))
                    .with("samples", at.samples())
                    .with("epoch_seconds", EvaluationJson.number(at.epochSeconds()))
                    .with("train_seconds", EvaluationJson.number(at.trainSeconds())))
            .with(
                "epochs", Json.array(snapshot.epochs().stream().map(EpochReportJson::of).toList()));
    return snapshot.best().map(best -> manifest.with(BEST, mark(best))).orElse(manifest);
  }

  /** The manifest of weights that are kept because they were the best. */
  static Json.JsonObject of(Snapshot.Best best) {
    return Json.object().with("v", VERSION).with("kind", BEST).with(BEST, mark(best));
  }

  private static Json.JsonObject mark(Snapshot.Best best) {
    return Json.object()
        .with("epoch", best.epoch())
        .with("steps", best.steps())
        .with("loss", EvaluationJson.number(best.loss()));
  }

  /** The text of a manifest, with a digest of its own by which damage is noticed. */
  static String text(Json.JsonObject manifest, List<AtomicFolder.Written> written) {
    Json.JsonObject whole = manifest.with("files", files(written));
    return whole.with(DIGEST, digest(whole)).toLines().strip();
  }

  private static String digest(Json.JsonObject manifest) {
    MessageDigest digest = Sha256.begin();
    digest.update(manifest.toText().getBytes(StandardCharsets.UTF_8));
    return Sha256.text(digest);
  }

  private static Json.JsonObject checked(Path file, Json.JsonObject manifest) {
    Json.JsonObject rest = Json.object();
    for (Map.Entry<String, Json> member : manifest.members().entrySet()) {
      rest = member.getKey().equals(DIGEST) ? rest : rest.with(member.getKey(), member.getValue());
    }
    if (!digest(rest).equals(manifest.text(DIGEST))) {
      throw new FormatException("checkpoint: " + file + ": it is damaged: its digest is another");
    }
    return rest;
  }

  private static Json files(List<AtomicFolder.Written> written) {
    return Json.array(
        written.stream()
            .<Json>map(file ->
                Json.object()
                    .with("name", file.name())
                    .with("bytes", file.bytes())
                    .with("sha256", file.sha256()))
            .toList());
  }

  /** What a manifest file says; nothing if it cannot be read. */
  static Optional<Contents> find(Path file) {
    try {
      return Optional.of(read(file));
    } catch (ChainruleException broken) {
      return Optional.empty();
    }
  }

  /**
   * What a manifest file says.
   *
   * @throws FormatException if it is none
   * @throws chainrule.error.FileException if it cannot be read
   */
  static Contents read(Path file) {
    Json.JsonObject manifest = checked(file, Json.read(file).asObject());
    if (manifest.whole("v") != VERSION) {
      throw new FormatException(
          "checkpoint: " + file + ": version " + manifest.whole("v") + "; this reads " + VERSION,
          "use a newer version of chainrule");
    }
    boolean complete = manifest.text("kind").equals(RUN);
    List<Part> files =
        manifest.array("files").stream()
            .map(Json::asObject)
            .map(part -> new Part(part.text("name"), part.whole("bytes"), part.text("sha256")))
            .toList();
    return new Contents(
        complete,
        files,
        complete ? Optional.of(position(manifest.object("position"))) : Optional.empty(),
        complete
            ? manifest.array("epochs").stream()
                .map(Json::asObject)
                .map(EpochReportJson::read)
                .toList()
            : List.of(),
        manifest.find(BEST).map(Json::asObject).map(ManifestJson::mark),
        complete ? manifest.object("plan") : Json.object());
  }

  private static Position position(Json.JsonObject at) {
    return new Position(
        whole(at, "epoch", 1),
        whole(at, "batches", 0),
        at.whole("steps"),
        EvaluationJson.number(at.get("loss_sum")),
        at.whole("samples"),
        EvaluationJson.number(at.get("epoch_seconds")),
        EvaluationJson.number(at.get("train_seconds")));
  }

  private static BestMark mark(Json.JsonObject best) {
    return new BestMark(
        whole(best, "epoch", 1), best.whole("steps"), EvaluationJson.number(best.get("loss")));
  }

  private static int whole(Json.JsonObject object, String name, int least) {
    long value = object.whole(name);
    if (value < least || value > Integer.MAX_VALUE) {
      throw new FormatException(name + ": " + value + "; needs " + least + " or more");
    }
    return (int) value;
  }
}
