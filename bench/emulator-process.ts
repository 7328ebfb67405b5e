/** The emulator that measurements run against, told to the parent process once it serves. */
import { startEmulator } from "../emulator/index.js";

const { endpoint, situations } = await startEmulator({ auth: "none" });
process.send?.({ endpoint, situations });
process.once("disconnect", () => process.exit());
