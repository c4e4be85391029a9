// What a form that seals a name is at the least: React, libsodium, a text field, a button.
import sodium from 'libsodium-wrappers';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

function Form({ publicKey }) {
    const [name, setName] = useState('');
    const [sealed, setSealed] = useState('');
    const seal = (event) => {
        event.preventDefault();
        setSealed(sodium.to_base64(sodium.crypto_box_seal(JSON.stringify({ name }), publicKey)));
    };
    return (
        <form onSubmit={seal}>
            <h1>What is your name?</h1>
            <label htmlFor="name">Full name</label>
            <input id="name" value={name} onChange={({ target }) => setName(target.value)} autoComplete="off" />
            <button>Continue</button>
            <output>{sealed}</output>
        </form>
    );
}

await sodium.ready;
const { publicKey } = sodium.crypto_box_keypair();
createRoot(document.getElementById('root')).render(<Form publicKey={publicKey} />);
