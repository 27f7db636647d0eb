// As mnist:history leaves it there; whether that writes the right page is another test's question.
def results = new File(basedir, 'target/mnist/listed')
results.mkdirs()
new File(results, 'history.html').text = '<p>what was accepted</p>'

return true
