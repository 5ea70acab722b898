# Ends the children of a process that was killed.
#
# Standard input is a pipe from the process that is watched: `+PID` and `-PID` lines say which
# process groups are alive. The pipe ends when that process does, however it ends.

trap '' INT TERM HUP

alive=
while read -r line; do
  group=${line#?}
  case $line in
    +*) alive="$alive $group" ;;
    -*)
      others=
      for each in $alive; do
        [ "$each" = "$group" ] || others="$others $each"
      done
      alive=$others
      ;;
  esac
done

for group in $alive; do
  kill -s KILL -- "-$group" 2>/dev/null
done
