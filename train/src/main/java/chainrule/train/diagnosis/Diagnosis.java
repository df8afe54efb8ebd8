// SPDX-License-Identifier: Apache-2.0
package chainrule.train.diagnosis;

import chainrule.formats.Json;
import chainrule.formats.Model;
import chainrule.nn.ColumnEmbedding;
import chainrule.nn.Layer;
import chainrule.nn.Loss;
import chainrule.nn.Sequential;
import chainrule.train.data.Batch;
import chainrule.train.data.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The full examination of a network, its data and its run.
 *
 * <pre>{@code
 * Diagnosis.of(network, loss, train, test, History.read(events)).text(Locale.ENGLISH);
 * }</pre>
 *
 * @param findings the gravest first; none for a healthy run
 * @param statistics of the network as it is, on some training samples
 * @param overfit whether it can learn a few samples by heart
 * @param shared rows in both sets
 */
public record Diagnosis(
    List<Finding> findings, StepStatistics statistics, OverfitCheck overfit, SharedRows shared) {

  private static final int SAMPLES = 256;
  private static final int FEW = 16;

  /** Keeps its own copy of the findings. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** A diagnosis that goes along with a run. */
  public static LiveDiagnosis live(Loss loss, double peakRate) {
    return LiveDiagnosis.of(loss, peakRate);
  }

  /** What the training data say, before anything is trained: scales and classes. */
  public static List<Finding> ofData(Dataset train) {
    return DataRules.of(train, Set.of());
  }

  /** The same of data for a network, which may look up some of their numbers in tables. */
  public static List<Finding> ofData(Dataset train, Layer network) {
    return DataRules.of(train, categories(network));
  }

  private static Set<Long> categories(Layer network) {
    return switch (network) {
      case ColumnEmbedding first -> Set.copyOf(first.columns());
      case Sequential chain when !chain.layers().isEmpty() -> categories(chain.layers().getFirst());
      case Model model -> categories(model.network());
      default -> Set.of();
    };
  }

  /**
   * Examines everything: the data, what the run told, the network as it is, and whether it can
   * learn a few samples by heart. The network is left as it is.
   */
  public static Diagnosis of(
      Layer network, Loss loss, Dataset train, Dataset test, History history) {
    LiveDiagnosis live = LiveDiagnosis.of(loss, history.peakRate());
    List<Finding> findings = new ArrayList<>(ofData(train, network));
    SharedRows shared = SharedRows.of(train, test);
    DataRules.shared(shared).ifPresent(findings::add);
    history.statistics().forEach(live::see);
    history.epochs().forEach(live::see);
    StepStatistics now = look(network, loss, train, history);
    live.see(now);
    findings.addAll(live.findings());
    OverfitCheck overfit = OverfitCheck.of(network, loss, some(train, FEW));
    overfit.finding(narrowest(now)).ifPresent(findings::add);
    findings.sort(Comparator.comparing(Finding::severity).reversed());
    return new Diagnosis(findings, now, overfit, shared);
  }

  private static StepStatistics look(Layer network, Loss loss, Dataset train, History history) {
    boolean known = !history.statistics().isEmpty();
    long step = known ? history.statistics().getLast().step() : 2;
    int epoch = known ? history.statistics().getLast().epoch() : 1;
    return StatisticsProbe.of(network, loss).look(some(train, SAMPLES), epoch, Math.max(2, step));
  }

  private static Batch some(Dataset data, int most) {
    int count = (int) Math.min(data.count(), most);
    double step = (double) data.count() / Math.max(1, count);
    return data.batch(IntStream.range(0, count).map(i -> (int) (i * step)).toArray());
  }

  /** The layer with the fewest units but for the last. */
  private static Place narrowest(StepStatistics step) {
    List<LayerStatistics> layers =
        step.layers().stream().filter(each -> each.kind() == LayerStatistics.Kind.LAYER).toList();
    return layers.stream()
        .limit(Math.max(1, layers.size() - 1))
        .min(Comparator.comparingLong(LayerStatistics::units))
        .map(LayerStatistics::place)
        .orElse(Finding.NOWHERE);
  }

  /** Each finding and its remedy on a line; nothing if there is none. */
  public String text(Locale language) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(finding.code())
          .append(": ")
          .append(finding.message(language))
          .append('\n')
          .append("  ")
          .append(finding.remedy(language))
          .append('\n');
    }
    return text.toString();
  }

  /** As an object: findings, the check by heart and the rows in both sets. */
  public Json.JsonObject toJson() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("findings", Json.array(findings.stream().map(Finding::toJson).toList()));
    members.put(
        "overfit",
        Json.object()
            .with("steps", overfit.steps())
            .with("samples", overfit.samples())
            .with("first", StatisticsJson.number(overfit.first()))
            .with("loss", StatisticsJson.number(overfit.loss()))
            .with("learned", overfit.isLearned()));
    members.put(
        "rows",
        Json.object()
            .with("train", shared.train())
            .with("twins", shared.twins())
            .with("test", shared.test())
            .with("shared", shared.shared()));
    members.put("statistics", statistics.toJson());
    return new Json.JsonObject(members);
  }
}
