// SPDX-License-Identifier: Apache-2.0
package chainrule.explain;

import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.graph.Box;
import chainrule.graph.Event;
import chainrule.graph.Graph;
import chainrule.graph.Node;
import chainrule.graph.Pass;
import chainrule.graph.Source;
import chainrule.graph.Walkthrough;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A circuit as JSON: what the command line prints, the Studio draws and tests read. The format is
 * {@code docs/schema/graph.schema.json}.
 *
 * <p>Numbers have all their digits; those that are not finite are the strings {@code NaN}, {@code
 * Infinity} and {@code -Infinity}. A value or gradient that is not computed is left out. A tensor
 * of more than 64 elements has its sizes, least and greatest element, norm, and a thumbnail of at
 * most 8 by 8: the means over equal blocks of the matrix whose columns are its last axis.
 */
public final class Payload {

  private static final int VERSION = 1;

  /** Above it, boxes are closed at first. */
  private static final int MANY_NODES = 60;

  /** Above it, nothing is said in words. */
  private static final int MANY_GATES = 2000;

  private final Moment moment;
  private final Graph graph;
  private final Map<Moment.Slot, Event> contributions;

  private Payload(Moment moment) {
    this.moment = moment;
    graph = moment.graph();
    contributions = moment.contributions();
  }

  /** A pass, with all that it computed. */
  public static JsonObject of(Pass pass) {
    return of(pass, 0);
  }

  /**
   * The same for who sends several.
   *
   * @param revision which of them this is, in {@code rev}
   */
  public static JsonObject of(Pass pass, long revision) {
    return new Payload(Moment.of(pass)).json(revision);
  }

  /** A walk where it is now. */
  public static JsonObject of(Walkthrough steps) {
    return of(steps, 0);
  }

  /**
   * The same for who sends several.
   *
   * @param revision which of them this is, in {@code rev}
   */
  public static JsonObject of(Walkthrough steps, long revision) {
    return new Payload(Moment.of(steps)).json(revision);
  }

  private JsonObject json(long revision) {
    JsonObject head =
        Json.object()
            .with("v", VERSION)
            .with("event", "graph")
            .with("rev", revision)
            .with("phase", lower(moment.phase()))
            .with("cursor", moment.cursor())
            .with("steps", moment.steps());
    if (moment.active().isPresent()) {
      head = head.with("active", moment.active().get());
    }
    Map<String, String> homes = homes();
    return head.with("output", graph.output().id())
        .with("nodes", Json.array(graph.nodes().stream().map(node -> node(node, homes)).toList()))
        .with(
            "edges",
            Json.array(graph.nodes().stream().flatMap(node -> edges(node).stream()).toList()))
        .with("groups", Json.array(graph.boxes().stream().map(this::group).toList()))
        .with("tape", Json.array(tape()));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The box of each node: that of a gate, and for a leaf the one in which alone it is used. */
  private Map<String, String> homes() {
    Map<String, String> homes = new HashMap<>();
    Set<String> scattered = new HashSet<>();
    for (Node node : graph.nodes().reversed()) {
      String home = scattered.contains(node.id()) ? "" : homes.getOrDefault(node.id(), "");
      String scope =
          switch (node) {
            case Node.Gate gate -> gate.scope();
            case Node.Copy copy when !copy.scope().isEmpty() -> copy.scope();
            default -> home;
          };
      homes.put(node.id(), scope);
      for (String from : node.wires()) {
        String known = homes.putIfAbsent(from, scope);
        if (known != null && !known.equals(scope)) {
          scattered.add(from);
        }
      }
    }
    return homes;
  }

  private JsonObject node(Node node, Map<String, String> homes) {
    JsonObject json = Json.object().with("id", node.id()).with("op", node.op());
    switch (node) {
      case Node.Gate gate -> {
        json = json.with("role", lower(gate.role())).with("symbol", Symbols.of(gate, false));
      }
      case Node.Copy _ -> json = json.with("role", "copier");
      case Node.Leaf _ -> {}
    }
    String home = homes.getOrDefault(node.id(), "");
    json =
        json.with("group", home.isEmpty() ? new Json.JsonNull() : Json.of(home))
            .with("dtype", node.spec().dtype().name())
            .with("shape", JsonValues.of(node.shape()))
            .with("watched", node.isWatched());
    json = with(json, "value", Optional.ofNullable(moment.values().get(node.id())));
    return with(json, "grad", Optional.ofNullable(moment.gradients().get(node.id())));
  }

  private static JsonObject with(JsonObject json, String name, Optional<Tensor> tensor) {
    return tensor.isPresent() ? json.with(name, JsonValues.of(tensor.get())) : json;
  }

  private List<JsonObject> edges(Node node) {
    List<JsonObject> edges = new ArrayList<>();
    for (int slot = 0; slot < node.inputs().size(); slot++) {
      if (node.inputs().get(slot) instanceof Source.Wire(String from)) {
        edges.add(edge(from, node.id(), slot));
      }
    }
    return edges;
  }

  private JsonObject edge(String from, String to, int slot) {
    Optional<Event> event = Optional.ofNullable(contributions.get(new Moment.Slot(to, slot)));
    JsonObject json = Json.object().with("from", from).with("to", to).with("slot", slot);
    json = with(json, "value", Optional.ofNullable(moment.values().get(from)));
    json = with(json, "local", event.flatMap(Event::local));
    json = with(json, "upstream", event.map(Event::upstream));
    return with(json, "contribution", event.map(Event::contribution));
  }

  private JsonObject group(Box box) {
    JsonObject json = Json.object().with("id", box.path()).with("title", box.title());
    return (box.parent().isEmpty() ? json : json.with("parent", box.parent()))
        .with("gates", box.gates())
        .with("params", box.parameters())
        .with("collapsed", graph.nodes().size() > MANY_NODES);
  }

  private List<JsonObject> tape() {
    Optional<TapeWords> words =
        graph.gates().size() > MANY_GATES
            ? Optional.empty()
            : Optional.of(new TapeWords(moment.pass()));
    return moment.tape().stream().map(event -> event(event, words)).toList();
  }

  private static JsonObject event(Event event, Optional<TapeWords> words) {
    JsonObject json =
        Json.object()
            .with("step", event.step())
            .with("gate", event.gate())
            .with("slot", event.slot())
            .with("to", event.to())
            .with("accumulated", JsonValues.of(event.accumulated()));
    return words.isPresent() ? json.with("text", words.get().of(event)) : json;
  }
}
