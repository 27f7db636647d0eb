// 62 classes in EMNIST's form: images of 14 lines and 10 columns that are stored column by column, labels from 1. Each class is
// a pattern of 5×7 blocks of 2×2 pixels, with noise; the rarer half of the classes has a third of the rows.
def patterns = (0..<62).collect { label ->
    def random = new Random(label)
    (0..<35).collect { random.nextBoolean() ? 170 : 0 }
}
def data = new File(basedir, 'data')
data.mkdirs()
[training: 12, test: 5].each { part, most ->
    def random = new Random(part.hashCode())
    def labels = (0..<62).collectMany { label -> [label] * (part == 'training' && label > 30 ? most.intdiv(3) : most) }
    Collections.shuffle(labels, random)
    def images = new ByteArrayOutputStream()
    def header = new DataOutputStream(images)
    [0x803, labels.size(), 10, 14].each { header.writeInt(it) }
    labels.each { label ->
        10.times { column ->
            14.times { line -> images.write(patterns[label][line.intdiv(2) * 5 + column.intdiv(2)] + random.nextInt(80)) }
        }
    }
    def own = new ByteArrayOutputStream()
    def labelHeader = new DataOutputStream(own)
    [0x801, labels.size()].each { labelHeader.writeInt(it) }
    labels.each { own.write(it + 1) }
    new File(data, "${part}-images.idx").bytes = images.toByteArray()
    new File(data, "${part}-labels.idx").bytes = own.toByteArray()
}

return true
