package io.github.mnistlab.it;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.Map;

/** Has a run hang in the middle of its training: a debugger suspends its thread, and nothing else of its process. */
final class HungRun {
    /** For a process to be attached to; it prints a line that has the port at its end. */
    static final String JVM_OPTION = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    private HungRun() {}

    /**
     * Waits for a run in a process, and suspends it.
     *
     * @param port that the process has printed
     */
    static void in(String port) throws IOException, InterruptedException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(candidate -> candidate.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        try {
            VirtualMachine jvm = connector.attach(arguments);
            // Never let go of: that would resume the thread.
            while (!suspendsOne(jvm)) {
                Thread.sleep(20);
            }
        } catch (IllegalConnectorArgumentsException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean suspendsOne(VirtualMachine jvm) {
        for (ThreadReference thread : jvm.allThreads()) {
            try {
                thread.suspend();
                // Who holds a lock may keep those from ending it who must say so first; that is for another test.
                if (trains(thread) && thread.ownedMonitors().isEmpty()) {
                    return true;
                }
                thread.resume();
            } catch (IncompatibleThreadStateException | ObjectCollectedException e) {
                // Ended since it was listed: of a process that just started, many do.
            }
        }
        return false;
    }

    private static boolean trains(ThreadReference suspended) throws IncompatibleThreadStateException {
        for (StackFrame frame : suspended.frames()) {
            if (frame.location().declaringType().name().endsWith(".model.step.Trainer")) {
                return true;
            }
        }
        return false;
    }
}
