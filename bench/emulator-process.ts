/** The emulator that measurements run against, told to the parent process once it serves. Options come as JSON in the first argument. */
import { type EmulatorOptions, startEmulator } from "../emulator/index.js";

const options: EmulatorOptions = JSON.parse(process.argv[2] ?? "{}");
const { endpoint, situations } = await startEmulator({ auth: "none", ...options });
process.send?.({ endpoint, situations });
process.once("disconnect", () => process.exit());
