package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.WorkerMessage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What the parent says, heard while there is nobody yet to do it: its end above all. */
final class ParentMessages {
    private final BlockingQueue<Optional<WorkerMessage>> heard = new LinkedBlockingQueue<>();

    private ParentMessages() {}

    /**
     * @param onEnd called when the parent is gone, before anybody hears of it from {@link #next}
     */
    static ParentMessages listen(MessageChannel parent, Runnable onEnd) {
        ParentMessages messages = new ParentMessages();
        Thread listening = new Thread(() -> messages.listenTo(parent, onEnd), "messages from the parent");
        listening.setDaemon(true);
        listening.start();
        return messages;
    }

    private void listenTo(MessageChannel parent, Runnable onEnd) {
        try {
            WorkerMessage message;
            while ((message = parent.read()) != null) {
                heard.add(Optional.of(message));
            }
        } catch (IOException e) {
            // A parent that was killed did not say goodbye.
        }
        onEnd.run();
        heard.add(Optional.empty());
    }

    /** Waits for the next; empty when there will be none. */
    Optional<WorkerMessage> next() throws InterruptedException {
        return heard.take();
    }
}
