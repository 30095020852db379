document.addEventListener('keydown', event => {
  const search = document.querySelector<HTMLInputElement>('#q')
  if (event.key !== '/' || !search || event.target instanceof HTMLInputElement) return
  event.preventDefault()
  search.focus()
})
