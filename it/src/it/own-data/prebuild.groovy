import java.util.zip.GZIPOutputStream

// Three classes: noise with a bright band at the top, in the middle or at the bottom.
def random = new Random(1)
def data = new File(basedir, 'data')
data.mkdirs()
[training: 300, test: 90].each { part, count ->
    def images = new ByteArrayOutputStream()
    def labels = new ByteArrayOutputStream()
    def imageHeader = new DataOutputStream(images)
    [0x803, count, 28, 28].each { imageHeader.writeInt(it) }
    def labelHeader = new DataOutputStream(labels)
    [0x801, count].each { labelHeader.writeInt(it) }
    count.times { row ->
        def label = row % 3
        labels.write(label)
        784.times { pixel ->
            def bright = pixel.intdiv(28).intdiv(10) == label
            images.write(random.nextInt(100) + (bright ? 120 : 0))
        }
    }
    def file = new File(data, part == 'test' ? 'test-images.idx.gz' : 'training-images.idx')
    def stream = part == 'test' ? new GZIPOutputStream(new FileOutputStream(file)) : new FileOutputStream(file)
    stream.withStream { it.write(images.toByteArray()) }
    new File(data, "${part}-labels.idx").bytes = labels.toByteArray()
}

return true
