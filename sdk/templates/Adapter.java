/*
 * An adapter between gwlb-conformance and an SDK, protocol version 1. Fill in the places marked HERE and leave the rest as it is.
 * It reads JSON with Gson, which every Alibaba Cloud SDK for Java brings along; `lib` is the folder with the SDK's jars.
 *
 *   javac -cp "lib/*" Adapter.java
 *   gwlb-conformance sdk try --adapter "java -cp 'lib/*:.' Adapter"        one conversation, line by line
 *   gwlb-conformance sdk run --adapter "java -cp 'lib/*:.' Adapter"        the verdict
 *
 * It turns commands into calls, and results into answers. It must not retry, validate, fill in, convert, or catch what the SDK throws in
 * order to go on: whatever it adds would be certified in the SDK's place.
 */
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public final class Adapter {
  /** HERE: what the SDK is called. */
  private static final Map<String, String> SDK =
      Map.of("name", "my-sdk", "version", "0.0.0", "language", "Java", "runtime", System.getProperty("java.version"));

  /**
   * HERE: the words that are true of the SDK. "concurrent": calls of one client may overlap (then answer from threads, one line at a time).
   * "sts": it takes a security token. "wait-until-running": it has a waiter itself; do not write one.
   */
  private static final List<String> FEATURES = List.of();

  /** HERE: the type of the SDK's client. */
  private static final class Client {
    Client(JsonObject settings) {
      // HERE: settings has endpoint (http://127.0.0.1:PORT), region, credentials (accessKeyId, accessKeySecret, and sometimes
      // securityToken), connectTimeoutMs and readTimeoutMs. Everything else stays the SDK's default.
    }
  }

  /**
   * HERE: make the call with what the request has, and leave out what it has not: LoadBalancerId, ServerGroupId, ListenerDescription,
   * TcpIdleTimeout (integer), DryRun (boolean), ClientToken, Tag (an array of {Key, Value}).
   *
   * @return ListenerId and RequestId as the SDK gave them; null is left out
   */
  private static Map<String, Object> createListener(Client client, JsonObject request) throws Exception {
    throw new Unsupported("createListener is not written yet");
  }

  /**
   * HERE: read the listener with the request's ListenerId.
   *
   * @return what the SDK gave of ListenerId, ListenerStatus, ListenerDescription, LoadBalancerId, ServerGroupId, TcpIdleTimeout, Tags and
   *     RequestId; null is left out
   */
  private static Map<String, Object> getListenerAttribute(Client client, JsonObject request) throws Exception {
    throw new Unsupported("getListenerAttribute is not written yet");
  }

  /**
   * HERE: what the SDK threw. Members only as the SDK exposes them, never cut out of a message.
   *
   * @return of the service: is = "service", code, message, requestId, status; else is = "timeout", "connection", "client" (refused before it
   *     was sent) or "other", and message
   */
  private static Map<String, Object> errorOf(Exception error) {
    return members("is", "other", "message", String.valueOf(error.getMessage()));
  }

  /** Thrown where the SDK cannot express a call, such as a tag without a key. */
  private static final class Unsupported extends Exception {
    Unsupported(String why) {
      super(why);
    }
  }

  // From here on nothing needs to be changed.

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Map<String, Client> CLIENTS = new HashMap<>();

  private static Map<String, Object> carryOut(JsonObject command) throws Exception {
    String what = command.get("do").getAsString();
    String name = command.has("client") ? command.get("client").getAsString() : "";
    switch (what) {
      case "start":
        return members("protocol", 1, "sdk", SDK, "features", FEATURES);
      case "client":
        CLIENTS.put(name, new Client(command));
        return members();
      case "create-listener":
        return createListener(CLIENTS.get(name), command.getAsJsonObject("request"));
      case "get-listener-attribute":
        return getListenerAttribute(CLIENTS.get(name), command.getAsJsonObject("request"));
      case "stop":
        return members();
      default:
        throw new Unsupported("there is no " + what);
    }
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) all.put((String) namesAndValues[i], namesAndValues[i + 1]);
    return all;
  }

  public static void main(String[] words) throws Exception {
    // Standard output belongs to the protocol: whatever the SDK prints goes to standard error.
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonObject command = GSON.fromJson(line, JsonObject.class);
      Map<String, Object> answer = members("id", command.get("id").getAsLong());
      try {
        answer.put("ok", carryOut(command));
      } catch (Unsupported why) {
        answer.put("unsupported", why.getMessage());
      } catch (Exception error) {
        answer.put("error", errorOf(error));
      }
      answers.print(GSON.toJson(answer) + "\n");
      answers.flush();
      if (command.get("do").getAsString().equals("stop")) System.exit(0);
    }
  }
}
