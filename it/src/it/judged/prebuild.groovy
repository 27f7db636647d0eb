// 10,000 rows of three classes: the truth, and what two models made elsewhere said of it.
def classes = ['cat', 'dog', 'owl']
def random = new Random(1)
def truth = (0..<10000).collect { classes[random.nextInt(3)] }
def folder = new File(basedir, 'experiments')

new File(folder, 'test.csv').text = 'photo,kind\n' + truth.withIndex().collect { kind, row -> "p-$row,$kind\n" }.join()

[old: 0.93, current: 0.95].each { model, accuracy ->
    def lines = truth.withIndex().collect { kind, row ->
        def said = random.nextDouble() < accuracy ? kind : classes[(classes.indexOf(kind) + 1) % 3]
        "p-$row,$kind," + classes.collect { it == said ? '0.9' : '0.05' }.join(',') + '\n'
    }
    new File(folder, "${model}.csv").text = 'id,label,cat,dog,owl\n' + lines.join()
}
return true
