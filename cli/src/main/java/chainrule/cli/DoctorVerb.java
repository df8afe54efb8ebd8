// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.formats.Version;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Workers;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code chainrule doctor}: what it runs on and what it found. */
record DoctorVerb() implements Verb {

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public CommandSpec spec() {
    return Words.of(name()).flag("--json").spec();
  }

  @Override
  public int run(Invocation call) {
    Console console = call.console();
    if (call.has("--json")) {
      console.json(json(console.settings()));
    } else {
      print(console);
    }
    return Failure.DONE;
  }

  private static void print(Console console) {
    Settings.Machine machine = console.settings().machine();
    Table table =
        Table.of("ll")
            .row("chainrule", Version.TEXT)
            .row("java", Runtime.version() + ", " + machine.vendor())
            .row("", machine.javaHome().toString())
            .row(console.text("doctor.system"), machine.system());
    String heading = console.text("doctor.backend");
    for (Backend backend : Backends.all()) {
      table.row(heading, backend.name() + ": " + state(backend, console));
      heading = "";
    }
    table
        .row(console.text("doctor.fma"), fma(console))
        .row(console.text("doctor.threads"), Integer.toString(Workers.all().size()))
        .row(console.text("doctor.cache"), cache(console))
        .row(console.text("doctor.heap"), console.text("doctor.mebibytes", heap() >> 20))
        .row("mnist", mnist(console))
        .row("digits", console.text("data.digits"))
        .row(console.text("doctor.locale"), locale(console.settings()));
    console.lines(table.lines());
    if (!isFmaFast().orElse(true)) {
      console.note("doctor.fma.slow");
    }
  }

  private static String state(Backend backend, Console console) {
    return backend
        .refusal()
        .map(reason -> console.text("doctor.refused", reason))
        .orElseGet(() ->
            backend.name().equals(Backends.best().name())
                ? console.text("doctor.chosen", backend.description())
                : backend.description());
  }

  private static String fma(Console console) {
    return console.text(isFmaFast().map(fast -> fast ? "yes" : "no").orElse("unknown"));
  }

  private static String cache(Console console) {
    return aotCache()
        .map(file ->
            console.settings().machine().sharing()
                ? file
                : console.text("doctor.cache.unfit", file))
        .orElseGet(() -> console.text("doctor.cache.none"));
  }

  private static String mnist(Console console) {
    return DataVerb.found()
        .map(Path::toString)
        .orElseGet(() -> console.text("data.mnist.missing", DataVerb.places()));
  }

  private static String locale(Settings settings) {
    return (settings.locale().isEmpty() ? "POSIX" : settings.locale())
        + ", "
        + settings.machine().encoding();
  }

  /** Whether fused multiply-add is an instruction here, if the virtual machine tells. */
  private static Optional<Boolean> isFmaFast() {
    return option("UseFMA").map(Boolean::valueOf);
  }

  /** The file of classes that this process was told to start from, if there is one. */
  private static Optional<String> aotCache() {
    return option("AOTCache").filter(file -> !file.isEmpty());
  }

  private static Optional<String> option(String name) {
    try {
      HotSpotDiagnosticMXBean bean =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return Optional.of(bean.getVMOption(name).getValue());
    } catch (IllegalArgumentException notHotSpot) {
      return Optional.empty();
    }
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory();
  }

  private static JsonObject json(Settings settings) {
    Settings.Machine machine = settings.machine();
    JsonObject object =
        Json.object()
            .with("v", 1)
            .with("event", "doctor")
            .with("version", Version.TEXT)
            .with("java", Runtime.version().toString())
            .with("java_vendor", machine.vendor())
            .with("java_home", machine.javaHome().toString())
            .with("system", machine.system())
            .with("backend", Backends.best().name())
            .with("backends", backends())
            .with("threads", Workers.all().size())
            .with("aot_cache", aotCache().isPresent() && machine.sharing())
            .with("heap_bytes", heap())
            .with("locale", settings.locale())
            .with("encoding", machine.encoding());
    JsonObject known = isFmaFast().map(fast -> object.with("hardware_fma", fast)).orElse(object);
    return DataVerb.found().map(folder -> known.with("mnist", folder.toString())).orElse(known);
  }

  private static Json backends() {
    List<JsonObject> all =
        Backends.all().stream()
            .map(backend -> {
              JsonObject object =
                  Json.object()
                      .with("name", backend.name())
                      .with("description", backend.description());
              return backend.refusal().map(reason -> object.with("refusal", reason)).orElse(object);
            })
            .toList();
    return Json.array(all);
  }
}
