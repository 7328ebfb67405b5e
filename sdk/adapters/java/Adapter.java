import com.aliyun.openapiutil.Client;
import com.aliyun.tea.*;
import com.aliyun.teaopenapi.models.*;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.*;

/**
 * Adapter between the suite and Alibaba Cloud's SDK for Java: one JSON command a line in, one JSON answer a line out.
 *
 * The client of a product is generated code around the runtime com.aliyun:tea-openapi. This adapter makes the runtime's generic call with
 * exactly the parameters that the generated com.aliyun:gwlb20240415 passes; with --generated it calls that package, which has to be on
 * the class path. Whatever it added of its own (a retry, a check, a default) would be certified in the SDK's place, so it adds nothing.
 */
public final class Adapter {
    private static final Gson GSON = new Gson();
    private static final String PACKAGE = "com.aliyun.gwlb20240415.";
    private static final Map<String, String> OPERATIONS = Map.of("create-listener", "CreateListener", "get-listener-attribute", "GetListenerAttribute");
    private static final Map<String, com.aliyun.teaopenapi.Client> CLIENTS = new ConcurrentHashMap<>();
    private static boolean generated;

    /** What answers are read into, as generated code has it. */
    public static class Tag extends TeaModel {
        @NameInMap("Key") public String key;
        @NameInMap("Value") public String value;
    }

    public static class Body extends TeaModel {
        @NameInMap("ListenerDescription") public String listenerDescription;
        @NameInMap("ListenerId") public String listenerId;
        @NameInMap("ListenerStatus") public String listenerStatus;
        @NameInMap("LoadBalancerId") public String loadBalancerId;
        @NameInMap("RequestId") public String requestId;
        @NameInMap("ServerGroupId") public String serverGroupId;
        @NameInMap("Tags") public List<Tag> tags;
        @NameInMap("TcpIdleTimeout") public Integer tcpIdleTimeout;
    }

    public static class Response extends TeaModel {
        @NameInMap("body") public Body body;
    }

    /** What the SDK is told: where, who and how long. The rest, retries included, stays as the SDK has it. */
    private static com.aliyun.teaopenapi.Client clientOf(JsonObject command) throws Exception {
        JsonObject credentials = command.getAsJsonObject("credentials");
        JsonElement token = credentials.get("securityToken");
        Config config = new Config()
            .setAccessKeyId(credentials.get("accessKeyId").getAsString())
            .setAccessKeySecret(credentials.get("accessKeySecret").getAsString())
            .setSecurityToken(token == null ? null : token.getAsString())
            .setEndpoint(java.net.URI.create(command.get("endpoint").getAsString()).getAuthority())
            .setProtocol("http")
            .setRegionId(command.get("region").getAsString())
            .setConnectTimeout(command.get("connectTimeoutMs").getAsInt())
            .setReadTimeout(command.get("readTimeoutMs").getAsInt());
        if (!generated) return new com.aliyun.teaopenapi.Client(config);
        return (com.aliyun.teaopenapi.Client) Class.forName(PACKAGE + "Client").getConstructor(Config.class).newInstance(config);
    }

    /** What `createListenerWithOptions` and `getListenerAttributeWithOptions` of the generated client do, line by line. */
    private static TeaModel callGeneric(com.aliyun.teaopenapi.Client client, String action, Map<String, Object> members) throws Exception {
        Map<String, Object> body = new HashMap<>(members);
        Map<String, Object> flat = new HashMap<>();
        if (body.containsKey("Tag")) flat.put("Tag", body.remove("Tag"));
        body = TeaConverter.merge(Object.class, body, Client.query(flat));
        OpenApiRequest request = new OpenApiRequest().setBody(Client.parseToMap(body));
        Params params = new Params().setAction(action).setVersion("2024-04-15").setProtocol("HTTPS").setPathname("/").setMethod("POST")
            .setAuthType("AK").setStyle("RPC").setReqBodyType("formData").setBodyType("json");
        return TeaModel.toModel(client.callApi(params, request, new RuntimeOptions()), new Response());
    }

    /** The same through the generated package, for people who have it. */
    private static TeaModel callGenerated(com.aliyun.teaopenapi.Client client, String action, Map<String, Object> members) throws Exception {
        Class<?> type = Class.forName(PACKAGE + "models." + action + "Request");
        TeaModel request = TeaModel.build(members, (TeaModel) type.getConstructor().newInstance());
        String method = action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1);
        try {
            return (TeaModel) client.getClass().getMethod(method, type).invoke(client, request);
        } catch (java.lang.reflect.InvocationTargetException thrown) {
            throw (Exception) thrown.getCause();
        }
    }

    /** A value of a command as a user of this SDK would set it: its numbers are `Integer`, and an `ArithmeticException` says that this one is none. */
    private static Object valueOf(JsonElement value) {
        if (value.isJsonArray()) {
            List<Object> items = new ArrayList<>();
            value.getAsJsonArray().forEach(item -> items.add(valueOf(item)));
            return items;
        }
        if (value.isJsonObject()) {
            Map<String, Object> members = new HashMap<>();
            value.getAsJsonObject().entrySet().forEach(member -> members.put(member.getKey(), valueOf(member.getValue())));
            return members;
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        if (primitive.isNumber()) return primitive.getAsBigDecimal().intValueExact();
        return primitive.isBoolean() ? (Object) primitive.getAsBoolean() : primitive.getAsString();
    }

    /** What the SDK threw, in the words of the protocol; only what it has as a member, nothing cut out of a message. */
    private static Map<String, Object> errorOf(Exception thrown) {
        Map<String, Object> error = new HashMap<>(Map.of("is", "other", "message", String.valueOf(thrown.getMessage())));
        TeaException answer = thrown instanceof TeaException ? (TeaException) thrown : null;
        if (answer != null && answer.getStatusCode() != null) {
            Map<String, Object> data = answer.getData() == null ? Map.of() : answer.getData();
            error.putAll(Map.of("is", "service", "status", answer.getStatusCode()));
            error.put("code", answer.getCode());
            if (data.get("RequestId") instanceof String) error.put("requestId", data.get("RequestId"));
            return error;
        }
        // What the SDK refuses to send has a code and no status; what went wrong on the way stands among the causes.
        if (answer != null && answer.getCode() != null || thrown instanceof ValidateException) error.put("is", "client");
        for (Throwable cause = thrown; cause != null && !"timeout".equals(error.get("is")); cause = cause.getCause())
            if (cause instanceof IOException) error.put("is", cause instanceof InterruptedIOException ? "timeout" : "connection");
        return error;
    }

    private static Map<String, Object> call(JsonObject command, String action) {
        com.aliyun.teaopenapi.Client client = CLIENTS.get(command.get("client").getAsString());
        Map<String, Object> members = new HashMap<>();
        try {
            command.getAsJsonObject("request").entrySet().forEach(member -> members.put(member.getKey(), valueOf(member.getValue())));
        } catch (ArithmeticException tooLarge) {
            return Map.of("unsupported", "this SDK's numbers are Integer: " + tooLarge.getMessage());
        }
        try {
            TeaModel response = generated ? callGenerated(client, action, members) : callGeneric(client, action, members);
            Object body = response.toMap().get("body");
            return Map.of("ok", body == null ? Map.of() : body);
        } catch (Exception thrown) { // whatever the SDK throws is what is to be told
            return Map.of("error", errorOf(thrown));
        }
    }

    private static Map<String, Object> answer(JsonObject command) throws Exception {
        String what = command.get("do").getAsString();
        if (OPERATIONS.containsKey(what)) return call(command, OPERATIONS.get(what));
        if (what.equals("start")) {
            String name = generated ? "gwlb20240415" : "tea-openapi";
            Properties built = new Properties();
            built.load(Adapter.class.getResourceAsStream("/META-INF/maven/com.aliyun/" + name + "/pom.properties"));
            Object sdk = Map.of("name", "com.aliyun:" + name, "version", built.get("version"), "language", "Java", "runtime", "Java " + System.getProperty("java.version"));
            return Map.of("ok", Map.of("protocol", 1, "sdk", sdk, "features", List.of("concurrent", "sts")));
        }
        if (what.equals("client")) CLIENTS.put(command.get("client").getAsString(), clientOf(command));
        else if (!what.equals("stop")) return Map.of("unsupported", "no " + what);
        return Map.of("ok", Map.of());
    }

    private static void reply(JsonObject command) {
        Map<String, Object> answer;
        try {
            answer = new HashMap<>(answer(command));
        } catch (Throwable fault) { // of the adapter, or of its class path
            fault.printStackTrace();
            Runtime.getRuntime().halt(1);
            return;
        }
        answer.put("id", command.get("id"));
        byte[] line = (GSON.toJson(answer) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (GSON) {
            System.out.write(line, 0, line.length);
            System.out.flush();
        }
    }

    /** Calls overlap, each in a thread; the other commands are answered in their turn. */
    public static void main(String[] words) throws Exception {
        generated = List.of(words).contains("--generated");
        ExecutorService calls = Executors.newCachedThreadPool();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonObject command = GSON.fromJson(line, JsonObject.class);
            String what = command.get("do").getAsString();
            if (OPERATIONS.containsKey(what)) calls.submit(() -> reply(command));
            else reply(command);
            if (what.equals("stop")) break;
        }
        Runtime.getRuntime().halt(0); // without waiting for calls that still hang
    }
}
